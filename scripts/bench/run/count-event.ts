// Does an event to fresh servers of both sides, and counts what comes of it.
import type { PlannedContrast } from "../contrasts/planned-contrast";
import type { EventContrast } from "../results/results-file";
import { type OpenSide, openSide } from "../sides/open-side";
import type { Side } from "../sides/side";
import { requestHeaders } from "../sides/step-side";
import type { EventOutcome, EventWorkload } from "../workloads/workload";
import { untilAborted } from "./until-aborted";
import type { Surroundings } from "./with-both-sides";

const USERS = 1000;

/** Adds to the contrast's runs as they are made. */
export async function countEvent(
  contrast: EventContrast,
  { a, b }: Pick<PlannedContrast, "a" | "b">,
  workload: EventWorkload,
  around: Surroundings,
  onRun: () => void,
): Promise<void> {
  for (let run = 0; run < workload.runs; run++) {
    for (const [side, subject] of [
      ["a", a],
      ["b", b],
    ] as const) {
      const outcome = await runEvent(workload, subject, around);
      contrast.runs.push({
        side,
        ledger: outcome.ledger,
        counts: { ...outcome.counts },
      });
      onRun();
    }
  }
}

async function runEvent(
  workload: EventWorkload,
  side: Side,
  { load, folder, services, signal }: Surroundings,
): Promise<EventOutcome> {
  signal.throwIfAborted();
  const opening: Promise<OpenSide>[] = [];
  const aborted = untilAborted(signal);
  const running = workload.run({
    load,
    headers: requestHeaders(),
    start() {
      signal.throwIfAborted();
      const { env } = workload;
      const settings = { folder, services, users: USERS, env };
      const server = openSide(side, settings);
      opening.push(server);
      return server;
    },
  });
  running.catch(() => {}); // Of an event that was given up.
  try {
    return await Promise.race([running, aborted.promise]);
  } finally {
    aborted.forget();
    for (const opened of await Promise.allSettled(opening)) {
      if (opened.status === "fulfilled") await opened.value.close();
    }
  }
}
