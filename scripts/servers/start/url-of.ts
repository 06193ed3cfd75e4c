// The address at which a server that listens is reached from this machine.
import type { Listening } from "./link";

export function urlOf({ address, port }: Listening): string {
  const anywhere = address === "0.0.0.0" || address === "::";
  const host = anywhere ? "127.0.0.1" : address;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
