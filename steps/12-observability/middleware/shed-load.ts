// Load shedding: refuses requests beyond what can be answered in time, before they cost anything.
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { HttpError } from "../../04-errors/errors/http-error";
import { sendProblem } from "../../04-errors/errors/send-problem";
import type { ConcurrencyLimit, Release } from "../overload/concurrency-limit";

// Created once, and sent without the error handler: under overload, a stack trace
// and a log line for each refusal would be more work than the refusal itself.
const OVERLOADED = new HttpError(
  503,
  "overloaded",
  "More is asked than can be done.",
  { headers: { "Retry-After": "1" } },
);

export interface ShedLoadOptions {
  readonly concurrency: ConcurrencyLimit;
  /** How far the event loop is behind, in milliseconds. */
  readonly lag: () => number;
  readonly maxLagMs: number;
  readonly onShed: () => void;
}

export interface LoadShedding {
  /** Goes in front of everything that costs something. */
  readonly atHead: RequestHandler;
  /** Goes behind the body parser, or in front of a route that reads no body. */
  readonly whenWhole: RequestHandler;
}

/**
 * A server can be overloaded in two ways, and each measure sees only one. Work that
 * waits, such as password hashes for a thread, piles up in flight. Work on the
 * event loop piles up in front of the loop, before any request is counted.
 *
 * A request takes its slot once its body has arrived, and keeps it until the server
 * has ended the response. The time that a client takes to send or read does not
 * count: otherwise a few slow clients could shut out all others.
 */
export function shedLoad(options: ShedLoadOptions): LoadShedding {
  const { concurrency, lag, maxLagMs, onShed } = options;

  return {
    atHead(req, res, next) {
      if (!hasBody(req)) takeSlot(req, res, next);
      else if (isLate() || concurrency.isFull) shed(req, res);
      else next();
    },
    whenWhole(req, res, next) {
      if (hasBody(req)) takeSlot(req, res, next);
      else next();
    },
  };

  function takeSlot(req: Request, res: Response, next: NextFunction): void {
    const release = isLate() ? undefined : concurrency.acquire();
    if (!release) {
      shed(req, res);
      return;
    }
    releaseAtEnd(res, release);
    next();
  }

  function isLate(): boolean {
    // Never shed the only request in flight: it cannot be the overload.
    return concurrency.inFlight > 0 && lag() > maxLagMs;
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

/** How long a slot stays taken after its client has left, if the work never ends. */
const ABANDONED_MS = 10_000;

/**
 * "finish" would wait for the client to read, and "close" comes when the client
 * hangs up, while the server still works on its request.
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
