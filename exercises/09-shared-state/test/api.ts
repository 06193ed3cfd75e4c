// What the tests need around the shared state: stores, orders that can be watched, and APIs to ask.
import express from "express";
import { Client } from "pg";
import request from "supertest";
import { createLogger } from "winston";
import { errorHandler } from "../../../steps/04-errors/errors/error-handler";
import {
  connectStore,
  type OpenedStore,
} from "../../../steps/09-shared-state/store/open-store";
import { prepareStore } from "../../../steps/09-shared-state/store/prepare-store";
import type { SharedStore } from "../../../steps/09-shared-state/store/shared-store";
import { orderLimit } from "../order-limit";
import type { Order, Orders } from "../orders";
import { createOrdersApp } from "../orders-app";

const { DATABASE_URL: databaseUrl = "", REDIS_URL: redisUrl } = process.env;
const logger = createLogger({ silent: true });

/** The store as two processes have it: two connections to the same one. */
export async function connectTwice(): Promise<[OpenedStore, OpenedStore]> {
  const client = new Client(databaseUrl);
  await client.connect();
  if (!redisUrl) await prepareStore(client, { logger });
  await client.query(`CREATE TABLE orders (
    id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer text    NOT NULL,
    item     text    NOT NULL,
    quantity integer NOT NULL
  )`);
  await client.end();
  const options = { redisUrl, databaseUrl, logger };
  const stores: [OpenedStore, OpenedStore] = [
    connectStore(options),
    connectStore(options),
  ];
  await Promise.all(stores.map(({ firstAttempt }) => firstAttempt));
  return stores;
}

/** A store whose calls all end as the given one does. */
export function storeThat(end: () => Promise<never>): SharedStore {
  return { count: end, get: end, set: end, setIfAbsent: end, delete: end };
}
export const broken = storeThat(async () => {
  throw new Error("the store is down");
});
export const silent = storeThat(() => new Promise(() => {}));

export interface WatchedOrders extends Orders {
  /** How often lists were loaded. */
  readonly loads: number;
  /** Called when a list has been read, before it is handed on. */
  whileLoading: () => Promise<void>;
}

/** Orders in memory. */
export function watchedOrders(): WatchedOrders {
  const placed: { customer: string; order: Order }[] = [];
  const watched = {
    loads: 0,
    whileLoading: async () => {},
    async list(customer: string, { limit }: { limit: number }) {
      watched.loads += 1;
      const own = placed.filter((one) => one.customer === customer);
      const list = own.map(({ order }) => order).reverse();
      await watched.whileLoading();
      return list.slice(0, limit);
    },
    async place(customer: string, { item, quantity }: Omit<Order, "id">) {
      const order = { id: placed.length + 1, item, quantity };
      placed.push({ customer, order });
      return order;
    },
  };
  return watched;
}

/** One process of the orders API. */
export function newApi(
  store: SharedStore,
  settings: Partial<Parameters<typeof createOrdersApp>[0]> = {},
) {
  // Long: a busy machine must not look like a store that fails.
  const limits = { timeoutMs: 4000, limit: 5 };
  const deps = { logger, orders: watchedOrders(), store, ...limits };
  return createOrdersApp({ ...deps, whenStoreFails: "refuse", ...settings });
}

/** The limiter alone, before a route that says 201. */
export function newLimit(store: SharedStore, windowMs: number) {
  const app = express();
  const settings = { limit: 1, windowMs, whenStoreFails: "refuse" } as const;
  app.post("/orders", orderLimit({ store, ...settings }), (_req, res) => {
    res.status(201).end();
  });
  return app.use(errorHandler({ logger }));
}

type Target = Parameters<typeof request>[0];

const lamp = { item: "lamp", quantity: 1 };

/** What comes of an order: its status, and what a refusal says. */
export async function place(target: Target, customer: string) {
  const { status, body, headers } = await request(target)
    .post("/orders")
    .set("X-Customer", customer)
    .send(lamp);
  if (status === 201) return { status };
  return { status, code: body.code, retryAfter: headers["retry-after"] };
}

export async function items(
  target: Target,
  customer: string,
): Promise<string[]> {
  const { body } = await request(target)
    .get("/orders")
    .set("X-Customer", customer);
  return body.map((order: Order) => order.item);
}
