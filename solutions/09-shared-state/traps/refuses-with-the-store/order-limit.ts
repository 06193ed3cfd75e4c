// Trap: what the store rejects with goes on to the error handler. Whether orders
// pass without it was a decision, and nobody asks for it.
// Caught by: without the store › an order passes, as it is set
import type { RequestHandler } from "express";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";
import type { SharedStore } from "../../../../steps/09-shared-state/store/shared-store";

export interface OrderLimitOptions {
  readonly store: SharedStore;
  /** Orders of one customer, known by the header X-Customer, in the window. */
  readonly limit: number;
  readonly windowMs: number;
  /** Whether an order passes or is refused if the store cannot count it. */
  readonly whenStoreFails: "pass" | "refuse";
}

export function orderLimit(options: OrderLimitOptions): RequestHandler {
  const { store, limit, windowMs } = options;

  return async function orderLimit(req, _res, next) {
    const key = `order-limit:${req.get("x-customer")}`;
    // One call counts and returns the count: between two calls, another process
    // would count.
    const count = await store.count(key, 1, windowMs).catch((cause) => {
      throw unavailable(cause);
    });
    if (count.total > limit) throw tooMany(count.resetsInMs);
    next();
  };
}

function tooMany(resetsInMs: number): HttpError {
  const seconds = Math.ceil(resetsInMs / 1000);
  return new HttpError(429, "too_many_orders", "Come back later.", {
    headers: { "Retry-After": String(Math.max(1, seconds)) },
  });
}

function unavailable(cause: unknown): HttpError {
  return new HttpError(503, "store_unavailable", "Orders cannot be counted.", {
    cause,
    headers: { "Retry-After": "1" },
  });
}
