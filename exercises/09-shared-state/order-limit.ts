// Lets each customer place a given number of orders in a while, whichever process they come to.
import type { RequestHandler } from "express";
import type { SharedStore } from "../../steps/09-shared-state/store/shared-store";

export interface OrderLimitOptions {
  readonly store: SharedStore;
  /** Orders of one customer, known by the header X-Customer, in the window. */
  readonly limit: number;
  readonly windowMs: number;
  /** What becomes of an order that cannot be counted. */
  readonly whenStoreFails: "pass" | "refuse";
}

/** TODO 1: count in the store, and refuse as the README's table says. */
export function orderLimit({
  limit,
  windowMs,
}: OrderLimitOptions): RequestHandler {
  const counts = new Map<string, number>();

  return function orderLimit(req, res, next) {
    const customer = String(req.get("x-customer"));
    const count = (counts.get(customer) ?? 0) + 1;
    counts.set(customer, count);
    if (count === 1) setTimeout(() => counts.delete(customer), windowMs);
    if (count <= limit) {
      next();
      return;
    }
    res.status(429).end();
  };
}
