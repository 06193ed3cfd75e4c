// What the tests need around the repository: its tables, ten lamps, and orders that meet.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeEach } from "@jest/globals";
import { createLogger } from "winston";
import {
  type Database,
  database,
} from "../../../steps/07-database/db/database";
import { createPool } from "../../../steps/07-database/db/pool";
import type { NewOrder } from "../order";
import { postgresOrderRepository } from "../postgres-order-repository";

// The tests' environment has an empty database for each file of tests.
const { DATABASE_URL = "" } = process.env;
const logger = createLogger({ silent: true });
// A busy machine is no failure: whoever waits here, waits for an outcome.
const patience = { statementTimeoutMs: 20_000, connectionTimeoutMs: 20_000 };
const pool = createPool({
  connectionString: DATABASE_URL,
  logger,
  ...patience,
});
const db: Database = database(pool);

export const repository = postgresOrderRepository(db);

beforeEach(async () => {
  await db.query("DROP TABLE IF EXISTS orders, products");
  await db.query(readFileSync(join(__dirname, "../orders.sql"), "utf8"));
  await db.query("INSERT INTO products VALUES ('lamp', 1999, 10)");
});
afterAll(() => pool.end());

/** A repository whose database does not answer. */
export function repositoryWithoutDatabase() {
  const connectionString = "postgres://nobody@127.0.0.1:1/none";
  return postgresOrderRepository(
    database(createPool({ connectionString, logger })),
  );
}

/** An order for one lamp, but for what the test changes. */
export function lamp(changes: Partial<NewOrder> = {}): NewOrder {
  return {
    customer: "ada",
    reference: `ref-${Math.random()}`,
    item: "lamp",
    quantity: 1,
    placedAt: "2026-03-01T12:00:00.000Z",
    ...changes,
  };
}

/** What became of it: the value, or status and code of the refusal. */
export async function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error) =>
    "status" in error
      ? `${error.status} ${error.code}`
      : `${error.code ?? ""} ${error.message}`,
  );
}

/** The lamps that are left, and the orders that are stored. */
export async function shop() {
  const products = await db.query<{ stock: number }>("SELECT * FROM products");
  const orders = await db.query("SELECT FROM orders");
  return { stock: products[0]?.stock, orders: orders.length };
}

/**
 * Places orders that really meet: the lamps are held until all of them wait
 * for one, or have ended without.
 */
export async function placeTogether(
  ...orders: readonly NewOrder[]
): Promise<unknown[]> {
  const holder = await pool.connect();
  try {
    await holder.query("BEGIN");
    await holder.query("SELECT FROM products FOR NO KEY UPDATE");
    const outcomes = Promise.all(
      orders.map((order) =>
        outcomeOf(repository.place(order).then(() => "placed")),
      ),
    );
    await eitherEnds(outcomes, orders.length);
    await holder.query("COMMIT");
    return (await outcomes).sort();
  } finally {
    holder.release(true); // Gives up the lamps, whatever happened.
  }
}

/** Resolves once they have ended, or so many wait for a lock: no event tells. */
async function eitherEnds(
  outcomes: Promise<unknown>,
  waiting: number,
): Promise<void> {
  let ended = false;
  void outcomes.then(() => {
    ended = true;
  });
  while (!ended) {
    const found = await db.query(
      `SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (found.length >= waiting) return;
    await delay(5);
  }
}
