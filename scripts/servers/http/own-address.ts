// The address of a server that is the user's own, as it was typed; other machines are refused.
import { lookup } from "node:dns/promises";
import { UserError } from "../host/user-error";
import { isLoopback } from "./request";

export interface TypedAddress {
  readonly typed: string;
  /** Whether the user has said that the server is theirs. */
  readonly isMine: boolean;
  /** What is done to it, as in "this is an attack". */
  readonly deed: string;
}

export interface OwnAddress {
  readonly url: URL;
  /** Behind the origin, with its query; undefined for the origin alone. */
  readonly path: string | undefined;
}

/** @throws UserError for what is no address, and for another machine's. */
export function parseOwnAddress(typed: TypedAddress): OwnAddress {
  const url = URL.canParse(typed.typed) ? new URL(typed.typed) : undefined;
  if (url?.protocol !== "http:" || url.username) {
    throw new UserError(
      `"${typed.typed}" is not an address of a server. Type it as: --url http://127.0.0.1:3000`,
    );
  }
  if (!isLoopback(url.hostname)) assertMine(url.hostname, typed);
  const path = `${url.pathname}${url.search}`;
  return { url, path: path === "/" ? undefined : path };
}

/**
 * All of them: a server on 127.0.0.1 alone is not at the ::1 of localhost.
 *
 * @throws UserError where there is no such machine, or it is another's.
 */
export async function hostsOf(
  { hostname: typed }: URL,
  given: TypedAddress,
): Promise<string[]> {
  const hostname = typed.replace(/^\[|\]$/g, "");
  const found = await lookup(hostname, { all: true }).catch(() => {
    throw new UserError(`There is no machine called ${hostname}.`, 1);
  });
  const hosts = found.map(({ address }) => address);
  const other = hosts.find((host) => !isLoopback(host));
  if (other !== undefined) assertMine(other, given);
  return hosts;
}

function assertMine(host: string, { isMine, deed }: TypedAddress): void {
  if (isMine) return;
  throw new UserError(
    `${host} is another machine, and this is ${deed}. If the server is yours, add: --this-server-is-mine`,
  );
}
