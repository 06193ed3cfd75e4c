// Trap: whoever comes too late waits. The queue has no end, so everybody in it is
// answered late, and those at its end have left when it is their turn.
// Caught by: a server with as much to do as it may › answers 503, and says when to come back
import type { RequestHandler } from "express";

export interface ShedLoadOptions {
  /** Requests that may be in flight at once. */
  readonly limit: number;
  /** When the client should retry, in seconds. */
  readonly retryAfter?: number;
}

export function shedLoad({ limit }: ShedLoadOptions): RequestHandler {
  let inFlight = 0;
  const waiting: (() => void)[] = [];
  return async function shedLoad(_req, res, next) {
    if (inFlight >= limit) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    inFlight += 1;
    // "close" comes once, after the response or when the client has left.
    res.once("close", () => {
      inFlight -= 1;
      waiting.shift()?.();
    });
    next();
  };
}
