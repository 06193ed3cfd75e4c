// The address by which a client is counted.
import type { Request } from "express";
import { HttpError } from "../../04-errors/errors/http-error";

/** @throws HttpError if the client has left: then the socket has no address */
export function clientAddress({ ip }: Request): string {
  if (ip !== undefined) return ip;
  throw new HttpError(400, "request_aborted", "The client has left.");
}
