// The worker's side of supervision: it reports that it is ready, or cannot listen, and then sends heartbeats.
import { type EventEmitter, errorMonitor } from "node:events";

/** What a worker sends to its primary; PM2 understands READY as well. */
export const READY = "ready";
const HEARTBEAT = "beat";
/** The port is taken, or the address is not one of this machine. */
export const LISTEN_FAILED = "listen failed";

const HEARTBEAT_MS = 1000;

/**
 * Only the worker knows when it can serve, so the worker reports it. Heartbeats
 * come from its event loop: a blocked loop sends none. A worker that no
 * connection reaches sends none either, although the primary knocks: once a
 * worker had no file descriptor left for a connection, Node hands it no other.
 * Does nothing in a process without a supervisor.
 */
export function reportReady(
  server: EventEmitter & { readonly listening: boolean },
): void {
  let isReached = false;
  server.on("connection", () => {
    isReached = true;
  });
  server.once("listening", () => {
    send(READY);
    const beat = () => {
      // Once it has closed, to drain, no connection has to arrive.
      if (isReached || !server.listening) send(HEARTBEAT);
      isReached = false;
    };
    // Unreferenced: a worker that has nothing left to do may end.
    setInterval(beat, HEARTBEAT_MS).unref();
  });
  // Only observes: the error still ends the process.
  server.once(errorMonitor, () => send(LISTEN_FAILED));
}

function send(message: string): void {
  if (process.connected) process.send?.(message);
}
