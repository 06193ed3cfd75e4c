// Opens a connection to where workers listen, and closes it again.
import type { Address } from "node:cluster";
import { connect } from "node:net";

/** Where a server listens that listens on every address of the machine. */
const anywhere: readonly (string | null)[] = [null, "0.0.0.0", "::"];

/** The primary hands it to the worker whose turn it is. */
export function knockAt({ address, port }: Address): void {
  const host = anywhere.includes(address) ? "localhost" : address;
  const socket = connect({ host, port }).unref();
  socket.once("connect", () => socket.destroy());
  // Refused, or reset: no connection arrives, which is what is to be noticed.
  socket.on("error", () => {});
}
