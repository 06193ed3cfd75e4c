// Looks at who gets to run while a price is signed, and at what is in the file.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { createApp } from "./app";
import { createOrderFile, type OrderFile } from "./order-file";
import { OrderStore } from "./order-store";
import { signPrice } from "./price-signature";
import { smallHashesDuring } from "./test/bystander";

const lamp = { item: "lamp", quantity: 1, cents: 4900 };
const lampSignature =
  "45a099b3fbea5cb76caa1ceeabbdaa1ab38221251c3e276533b162742d653fa0";

let file: OrderFile;
beforeEach(() => {
  file = createOrderFile();
});
afterEach(() => file.delete());

describe("signPrice", () => {
  test("signs as before", async () => {
    expect(await signPrice(lamp)).toBe(lampSignature);
  });

  test("lets others get on with their work while it signs", async () => {
    const hashes = await smallHashesDuring(async () => {
      for (const priced of [lamp, lamp, lamp]) await signPrice(priced);
    });

    const smallHashesOfOthers = hashes < 15 ? hashes : "15 or more";
    expect({ smallHashesOfOthers }).toEqual({
      smallHashesOfOthers: "15 or more",
    });
  });
});

describe("POST /orders", () => {
  test("answers 201 with the order and its signature", async () => {
    const app = createApp({ store: new OrderStore(file.path) });

    const { status, body } = await request(app).post("/orders").send(lamp);

    expect({ status, body }).toEqual({
      status: 201,
      body: { id: 1, ...lamp, signature: lampSignature, status: "placed" },
    });
  });
});

describe("OrderStore", () => {
  test("has an order in its file when it says so", async () => {
    const store = new OrderStore(file.path);

    await store.add(order("lamp"));

    expect(file.lines()).toEqual(["1 lamp placed"]);
  });

  test("lets others run while it reads and writes", async () => {
    const store = new OrderStore(file.path);
    let othersRan = false;
    setImmediate(() => {
      othersRan = true;
    });

    await store.add(order("lamp"));

    expect({ othersRan }).toEqual({ othersRan: true });
  });

  test("keeps all of five orders that are added at once", async () => {
    const store = new OrderStore(file.path);

    const failures = await allAtOnce(five(() => store.add(order("lamp"))));

    expect({ failures, file: file.lines() }).toEqual({
      failures: [],
      file: five((id) => `${id} lamp placed`),
    });
  });

  test("keeps all that is added and cancelled at once", async () => {
    const lamps = five((id) => ({ id, ...order("lamp"), status: "placed" }));
    file.fill(lamps);
    const store = new OrderStore(file.path);

    const failures = await allAtOnce([
      ...five((id) => store.cancel(id)),
      ...five(() => store.add(order("sofa"))),
    ]);

    expect({ failures, file: file.lines() }).toEqual({
      failures: [],
      file: [
        ...five((id) => `${id} lamp cancelled`),
        ...five((n) => `${5 + n} sofa placed`),
      ],
    });
  });

  test("fails the order that cannot be written, and none after it", async () => {
    const store = new OrderStore(file.path);

    const outcomes = {
      lamp: await outcomeOf(store.add(order("lamp"))),
      ...(await file.whileBroken(async () => ({
        sofa: await outcomeOf(store.add(order("sofa"))),
      }))),
      desk: await outcomeOf(store.add(order("desk"))),
    };

    expect({ outcomes, file: file.items() }).toEqual({
      outcomes: { lamp: "stored", sofa: "failed", desk: "stored" },
      file: ["lamp", "desk"],
    });
  });
});

function order(item: string) {
  return { item, quantity: 1, cents: 4900, signature: "of no account here" };
}

function five<T>(make: (n: number) => T): T[] {
  return [1, 2, 3, 4, 5].map(make);
}

/** Why some of them failed, once all are over. */
async function allAtOnce(updates: Promise<unknown>[]): Promise<string[]> {
  const results = await Promise.allSettled(updates);
  const reasons = results.flatMap((result) =>
    result.status === "rejected" ? [String(result.reason)] : [],
  );
  return [...new Set(reasons)];
}

function outcomeOf(update: Promise<unknown>): Promise<string> {
  return update.then(
    () => "stored",
    () => "failed",
  );
}
