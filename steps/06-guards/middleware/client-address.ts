// The address by which a client is counted.
import type { Request } from "express";
import { ipKeyGenerator } from "express-rate-limit";
import { HttpError } from "../../04-errors/errors/http-error";

/** @throws HttpError if the client has left: then the socket has no address */
export function clientAddress({ ip }: Request): string {
  if (ip !== undefined) return ip;
  throw new HttpError(400, "request_aborted", "The client has left.");
}

/** What a client is counted by: its address, or the network of an IPv6 address. */
export function clientKey(req: Request): string {
  return ipKeyGenerator(clientAddress(req));
}
