// Refuses requests while there are more than can be answered in time, before they cost anything.
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { HttpError } from "../../04-errors/errors/http-error";
import { sendProblem } from "../../04-errors/errors/send-problem";
import type { ConcurrencyLimit, Release } from "../overload/concurrency-limit";

// One error for all, sent from here: a stack for each refusal, and a line in the
// log, are too much work for what is refused because there is too much work.
const OVERLOADED = new HttpError(
  503,
  "overloaded",
  "More is asked than can be done.",
  { headers: { "Retry-After": "1" } },
);

export interface ShedLoadOptions {
  readonly limit: ConcurrencyLimit;
  /** How far the event loop is behind, in milliseconds. */
  readonly lag: () => number;
  readonly maxLagMs: number;
  readonly onShed: () => void;
}

export interface LoadShedding {
  /** Stands in front of everything that costs something. */
  readonly atHead: RequestHandler;
  /** Stands behind the body parser, or in front of a route that reads no body. */
  readonly whenWhole: RequestHandler;
}

/**
 * Two ways to be overloaded, each blind for the other: work that waits for
 * something else, such as password hashes for a thread, piles up in flight;
 * and work on the event loop piles up before it, where nobody counts it.
 *
 * A request takes its slot once it is whole, and keeps it until the server has
 * ended the response. The time in which a client sends or reads is not the
 * server's: counted, it would let a few slow clients shut out all others.
 */
export function shedLoad(options: ShedLoadOptions): LoadShedding {
  const { limit, lag, maxLagMs, onShed } = options;

  return {
    atHead(req, res, next) {
      if (!hasBody(req)) takeSlot(req, res, next);
      else if (isLate() || limit.isFull) shed(req, res);
      else next();
    },
    whenWhole(req, res, next) {
      if (hasBody(req)) takeSlot(req, res, next);
      else next();
    },
  };

  function takeSlot(req: Request, res: Response, next: NextFunction): void {
    const release = isLate() ? undefined : limit.acquire();
    if (!release) {
      shed(req, res);
      return;
    }
    releaseAtEnd(res, release);
    next();
  }

  function isLate(): boolean {
    // Never shed the only request in flight: it cannot be the overload.
    return limit.inFlight > 0 && lag() > maxLagMs;
  }

  function shed(req: Request, res: Response): void {
    onShed();
    sendProblem(OVERLOADED, req, res);
  }
}

function hasBody({ headers }: Request): boolean {
  return (
    headers["transfer-encoding"] !== undefined ||
    Number(headers["content-length"] ?? 0) > 0
  );
}

/** How long a slot outlasts its client, if the work that it asked for never ends. */
const ABANDONED_MS = 10_000;

/**
 * "finish" would come when the client has read, and "close" as well when it has
 * hung up, while the server still does what it asked for.
 */
function releaseAtEnd(res: Response, release: Release): void {
  const start = performance.now();
  const { end } = res;
  let isTaken = true;
  const giveBack = (ms?: number) => {
    if (isTaken) release(ms);
    isTaken = false;
  };
  res.end = function endAndRelease(...args: unknown[]) {
    giveBack(res.closed ? undefined : performance.now() - start);
    return Reflect.apply(end, res, args);
  };
  res.once("close", () => {
    if (isTaken) setTimeout(giveBack, ABANDONED_MS).unref();
  });
}
