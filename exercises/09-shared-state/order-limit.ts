// Limits each customer's orders in a window of time, over all processes.
import type { RequestHandler } from "express";
import type { SharedStore } from "../../steps/09-shared-state/store/shared-store";

export interface OrderLimitOptions {
  readonly store: SharedStore;
  /** Orders of one customer, known by the header X-Customer, in the window. */
  readonly limit: number;
  readonly windowMs: number;
  /** Whether an order passes or is refused if the store cannot count it. */
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
