// Opens a connection to the address where workers listen, and closes it again.
import type { Address } from "node:cluster";
import { connect } from "node:net";

/** The address of a server that listens on all addresses of the machine. */
const anywhere: readonly (string | null)[] = [null, "0.0.0.0", "::"];

/** The primary hands the connection to the worker whose turn it is. */
export function knockAt({ address, port }: Address): void {
  const host = anywhere.includes(address) ? "localhost" : address;
  const socket = connect({ host, port }).unref();
  socket.once("connect", () => socket.destroy());
  // Refused or reset: no connection arrives, and the missing heartbeat tells.
  socket.on("error", () => {});
}
