// Clients that say a byte now and then, and never come to an end: how long are they borne?
import { connect, type Socket } from "node:net";
import {
  setTimeout as delay,
  setImmediate as nextTurn,
} from "node:timers/promises";
import { addressOf } from "../../../servers/http/request";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";

const CLIENTS = 50;
const BYTE_EVERY_MS = 500;

/** Of the server: how long a request may take to arrive. */
export const soonTired = { REQUEST_TIMEOUT_MS: "2000", WORKERS: "1" };

/** Six times what the server was told. */
const TOLD_MS = 12_000;
/** Whoever waits longer for nothing will run out of connections. */
const BORNE_MS = 20_000;

/** Survived if they are all hung up on in time, and others are answered. */
export async function bearSlowClients(
  target: Target,
  opening: string,
): Promise<Verdict> {
  const longestMs = target.has("process") ? TOLD_MS : BORNE_MS;
  const clients = Array.from({ length: CLIENTS }, () =>
    dribble(target, opening),
  );
  try {
    const ended = Promise.all(clients.map(({ gone }) => gone)).then(() => true);
    const late = delay(longestMs, undefined, { ref: false }).then(lastLook);
    if (await Promise.race([ended, late])) {
      return survived("hung up on, in time");
    }
    return fell(
      "hung",
      `${CLIENTS} held for ${longestMs / 1000} s, and longer`,
    );
  } finally {
    for (const { socket } of clients) socket.destroy();
  }
}

/**
 * Timers come before sockets in a turn of the event loop: after one that took
 * long, the ends may be there, and only not be seen yet.
 */
async function lastLook(): Promise<false> {
  await nextTurn();
  await nextTurn();
  return false;
}

function dribble(
  target: Target,
  opening: string,
): { socket: Socket; gone: Promise<void> } {
  const socket = connect(addressOf(target.at));
  const timer = setInterval(() => socket.write("x"), BYTE_EVERY_MS);
  const gone = new Promise<void>((resolve) => {
    socket.on("error", () => {}); // A reset is an end as well.
    socket.once("close", () => {
      clearInterval(timer);
      resolve();
    });
  });
  socket.resume().write(opening);
  return { socket, gone };
}
