// Many reports, asked for at once: each holds a processor for a while.
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { requestText, statusesIn } from "../servers/http/raw";
import { addressOf } from "../servers/http/request";
import type { Target } from "./targets/target";

/** Places for five reports, where there are any, however many cores there are. */
export const manyUsers = {
  ...{ SEED_USERS: "30000", WORKERS: "1" },
  ...{ REPORT_THREADS: "1", REPORT_QUEUE: "4" },
};

/** None where there was no answer, or the database's that it has no time. */
export type Status = number | undefined;

export interface Reports {
  /** Every request is on its way. */
  readonly sent: Promise<unknown>;
  /** The status of each that has been answered until now. */
  readonly soFar: () => readonly Status[];
  /** The same in the end, in the order in which they were answered. */
  readonly answered: Promise<readonly Status[]>;
}

/** No report takes so long, on a busy machine either. */
const SILENCE_MS = 120_000;

/**
 * On a connection each, so that no answer waits for another.
 *
 * @param enough given what was answered until now: whether to wait no longer
 */
export function reportsAtOnce(
  target: Target,
  count: number,
  enough: (answered: readonly Status[]) => boolean = () => false,
): Reports {
  const answered: Status[] = [];
  let isOver = false;
  const asking = Array.from({ length: count }, () => ask(target));
  const all = asking.map(async ({ status }) => {
    const one = await status;
    if (isOver) return;
    answered.push(one);
    isOver = enough(answered);
    if (isOver) for (const { socket } of asking) socket.destroy();
  });
  return {
    sent: Promise.all(asking.map(({ sent }) => sent)),
    soFar: () => [...answered],
    answered: Promise.all(all).then(() => answered),
  };
}

function ask(target: Target) {
  const message = target.withCredentials({ path: "/reports/signups" });
  const socket = connect(addressOf(target.at));
  socket.setTimeout(SILENCE_MS, () => socket.destroy());
  const sent = once(socket, "connect").then(
    () =>
      new Promise((resolve) => {
        socket.write(requestText(message, { Connection: "close" }), resolve);
      }),
  );
  const status: Promise<Status> = text(socket).then(
    statusOf,
    () => undefined, // Cut off.
  );
  return { socket, sent, status };
}

/** Whoever waited for a database in vain gets 503 too, and was not refused. */
function statusOf(answer: string): Status {
  const [status] = statusesIn(answer);
  const isRefusal = /"code":"(busy|overloaded)"/.test(answer);
  return status === 503 && !isRefusal ? undefined : status;
}

/** How many of them were answered so. */
export function count(statuses: readonly Status[], status: number): number {
  return statuses.filter((one) => one === status).length;
}
