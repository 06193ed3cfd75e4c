// What the tests need around the layers: lamps, files that hold a shop, and an app to ask.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import type { Router } from "express";
import request from "supertest";
import { createLogger } from "winston";
import type { NewOrder } from "../order";
import { OrderFile } from "../order-file";
import { createOrdersApp } from "../orders-app";

export const lamp = { item: "lamp", priceCents: 1999, stock: 20 };

export function lamps(quantity: number): NewOrder {
  return { item: "lamp", quantity };
}

/** What became of it: the value, or the error. */
export function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error) => error);
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A file with twenty lamps in it, and no order. */
export function newShop(): OrderFile {
  const folder = mkdtempSync(join(tmpdir(), "workshop-orders-"));
  folders.push(folder);
  const path = join(folder, "shop.json");
  writeFileSync(path, JSON.stringify({ products: [lamp], orders: [] }));
  return new OrderFile(path);
}

/** Asks an app with these routes: `client.post("/orders", lamps(1))`. */
export function clientOf(routes: Router) {
  const app = createOrdersApp({
    logger: createLogger({ silent: true }),
    routes,
  });
  return {
    get: (path: string) => responseTo(request(app).get(path)),
    post: (path: string, body: object) =>
      responseTo(request(app).post(path).send(body)),
  };
}

async function responseTo(sent: request.Test) {
  const response = await sent.set("X-Request-Id", "test-1");
  const { status, body } = response;
  const location: string | undefined = response.headers.location;
  return { status, location, body };
}
