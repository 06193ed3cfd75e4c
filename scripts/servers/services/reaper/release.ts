// Lets go of a service in order, so that its keeper has taken note.
import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const longestMs = 10_000;

/**
 * Resolves when the keeper has closed the connection: at once if others hold
 * the service, otherwise when it has ended. Not after more than ten seconds.
 */
export async function letGo(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const closed = once(socket, "close");
  socket.ref().resume().end();
  await Promise.race([closed, delay(longestMs, undefined, { ref: false })]);
  socket.destroy();
}
