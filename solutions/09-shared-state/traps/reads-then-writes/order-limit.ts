// Trap: the count is read, raised and written back. Between the two calls another
// request reads the same count: of those that come at once, all are let through.
// Caught by: orderLimit › counts each of those that come at once
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
  const { store, limit, windowMs, whenStoreFails } = options;

  return async function orderLimit(req, _res, next) {
    const key = `order-limit:${req.get("x-customer")}`;
    const count = await countIn(store, key, windowMs).catch((cause) => {
      if (whenStoreFails === "refuse") throw unavailable(cause);
    });
    if (count && count.total > limit) throw tooMany(count.resetsInMs);
    next();
  };
}

async function countIn(store: SharedStore, key: string, windowMs: number) {
  const text =
    (await store.get(key))?.toString() ?? `0 ${Date.now() + windowMs}`;
  const [count, end] = text.split(" ").map(Number);
  const total = Number(count) + 1;
  const resetsInMs = Math.max(1, Number(end) - Date.now());
  await store.set(key, Buffer.from(`${total} ${end}`), resetsInMs);
  return { total, resetsInMs };
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
