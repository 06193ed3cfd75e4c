// Knows the address by which a client is counted.
import type { Request } from "express";
import { HttpError } from "../../04-errors/errors/http-error";

/** @throws HttpError where the client has left: its address is gone with it. */
export function clientAddress({ ip }: Request): string {
  if (ip !== undefined) return ip;
  throw new HttpError(400, "request_aborted", "The client has left.");
}
