// What a client is counted by.
import type { Request } from "express";
import { ipKeyGenerator } from "express-rate-limit";
import { HttpError } from "../../04-errors/errors/http-error";

/**
 * The client's address, or the network of an IPv6 address.
 *
 * @throws HttpError if the client has left: then the socket has no address
 */
export function clientKey({ ip }: Request): string {
  if (ip !== undefined) return ipKeyGenerator(ip);
  throw new HttpError(400, "request_aborted", "The client has left.");
}
