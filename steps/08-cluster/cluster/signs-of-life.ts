// The worker's end of the supervision: it says when it is ready, or that it never will be, and then again and again that it is reached.
import { type EventEmitter, errorMonitor } from "node:events";

/** What a worker sends; PM2 understands the first one as well. */
export const READY = "ready";
const BEAT = "beat";
/** It cannot listen: the port is somebody else's, or the address nobody's. */
export const HOPELESS = "hopeless";

const BEAT_MS = 1000;

/**
 * Only the worker knows when it can serve, so the worker says it. The beats
 * come from its event loop: a loop that is blocked sends none. And nor does one
 * at which no connection arrives, though the primary knocks: Node gives a worker
 * no other once it had no descriptor left for one. Does nothing in a process
 * that has no supervisor.
 */
export function sayReady(
  server: EventEmitter & { readonly listening: boolean },
): void {
  let isReached = false;
  server.on("connection", () => {
    isReached = true;
  });
  server.once("listening", () => {
    send(READY);
    const beat = () => {
      // Once it has closed, to drain, none is to arrive.
      if (isReached || !server.listening) send(BEAT);
      isReached = false;
    };
    // It keeps nothing alive: a worker that has nothing left to do may end.
    setInterval(beat, BEAT_MS).unref();
  });
  // Handles nothing: the error goes on, and ends the process.
  server.once(errorMonitor, () => send(HOPELESS));
}

function send(message: string): void {
  if (process.connected) process.send?.(message);
}
