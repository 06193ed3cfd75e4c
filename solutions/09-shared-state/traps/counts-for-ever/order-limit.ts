// Trap: the window is thought to begin anew with the date, and lasts as long as
// the key, which is given a whole day: whoever has met the limit meets it again.
// Caught by: orderLimit › begins anew when the window is over
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
  const { store, limit, whenStoreFails } = options;
  const day = 86_400_000;

  return async function orderLimit(req, _res, next) {
    const key = `order-limit:${req.get("x-customer")}`;
    // One call counts and returns the count: between two calls, another process
    // would count.
    const count = await store.count(key, 1, day).catch((cause) => {
      if (whenStoreFails === "refuse") throw unavailable(cause);
    });
    if (count && count.total > limit) throw tooMany(count.resetsInMs);
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
