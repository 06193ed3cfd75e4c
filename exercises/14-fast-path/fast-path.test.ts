// Counts the work that the list does again and again, and looks at everything that must stay.
import { describe, expect, test } from "@jest/globals";
import request from "supertest";
import { findings } from "./findings";
import { anOrder, someCouriers, someOrders } from "./test/seed";
import {
  answering,
  countFormats,
  countSchemas,
  openShop,
  shown,
} from "./test/shop";

const all = Object.values(findings);
const changed = all.filter(({ decision }) => decision === "change");
const left = all.filter(({ decision }) => decision === "leave");

const notACurrency = '✖ Invalid option: expected one of "EUR"|"JPY"';
const noPage = '✖ Unrecognized key: "page"';

function idsOf(body: { id: number }[]): number[] {
  return body.map(({ id }) => id);
}

function statusOf({ status }: { status: number }): number {
  return status;
}

describe("the findings", () => {
  test("have the share of each of the six functions", () => {
    const measured = all.filter(({ percent }) => percent !== undefined);

    expect({ measured: measured.length }).toEqual({ measured: 6 });
  });

  test("change three, and leave what takes less than any of these", () => {
    const least = Math.min(...changed.map(({ percent = 0 }) => percent));
    const costlier = left.filter(({ percent = 100 }) => percent >= least);

    expect({
      changed: changed.length,
      left: left.length,
      leftThoughCostlier: costlier.length,
    }).toEqual({ changed: 3, left: 3, leftThoughCostlier: 0 });
  });
});

describe("GET /orders does once", () => {
  test("what it needs for each currency, whatever the number of orders", async () => {
    const shop = openShop();
    const formats = countFormats();

    for (let n = 0; n < 3; n++) await shop.list();

    // Of 45 orders in four currencies.
    expect([0, 1, 2, 3, 4]).toContain(formats());
  });

  test("what does not depend on the request", async () => {
    const shop = openShop();
    await shop.list();
    const before = shop.listsRead();
    const schemasMade = countSchemas();

    for (let n = 0; n < 3; n++) await shop.list("?currency=EUR");

    expect({
      schemasMade: schemasMade(),
      currencyListsRead: shop.listsRead() - before,
    }).toEqual({ schemasMade: 0, currencyListsRead: 0 });
  });

  test("nothing for a line that is not logged", async () => {
    const shop = openShop({ level: "info" });

    await shop.list();

    expect({ lines: shop.lines, ...shop.work }).toEqual({
      lines: [],
      ordersRead: 0,
      linesMade: 0,
    });
  });
});

describe("GET /orders still", () => {
  test("sends the same bytes, and the same headers", async () => {
    const expected = shown(someOrders(20), someCouriers());
    const before = await request(answering(expected)).get("/orders");

    const now = await openShop().list();

    expect(now.text).toBe(before.text);
    expect({ ...now.headers, date: "" }).toEqual({
      ...before.headers,
      date: "",
    });
  });

  test("takes the currency and the courier of the query", async () => {
    const shop = openShop({ count: 60 });

    const { body } = await shop.list("?currency=JPY&courier=2");

    // Of every twelve orders, the eighth.
    expect(idsOf(body)).toEqual([56, 44, 32, 20, 8]);
  });

  test("takes the days of the query", async () => {
    const shop = openShop();
    const placedAt = Date.UTC(2026, 5, 15, 12);
    await shop.place({ ...anOrder(0), placedAt });

    const on = await shop.list("?from=2026-06-15&until=2026-06-15");
    const after = await shop.list("?from=2026-06-16");

    expect([idsOf(on.body), idsOf(after.body)]).toEqual([[21], []]);
  });

  test("takes the currencies of its own shop", async () => {
    const european = openShop({ takes: ["EUR", "GBP"] });
    const asian = openShop({ takes: ["JPY"] });

    const statuses = {
      european: [
        await european.list("?currency=EUR"),
        await european.list("?currency=JPY"),
      ].map(statusOf),
      asian: [
        await asian.list("?currency=EUR"),
        await asian.list("?currency=JPY"),
      ].map(statusOf),
    };

    expect(statuses).toEqual({ european: [200, 400], asian: [400, 200] });
  });

  test.each([
    ["?currency=eur", `${notACurrency}\n  → at currency`],
    [
      "?courier=Ada",
      "✖ Invalid input: expected number, received NaN\n  → at courier",
    ],
    ["?from=today", "✖ Invalid ISO date\n  → at from"],
    ["?page=2", noPage],
    ["?page=2&currency=eur", `${noPage}\n${notACurrency}\n  → at currency`],
  ])("answers 400 to %s, in the same words", async (query, detail) => {
    const shop = openShop({ takes: ["EUR", "JPY"] });

    const { status, body } = await shop.list(query);

    expect({ status, body }).toEqual({
      status: 400,
      body: {
        type: "about:blank",
        title: "Bad Request",
        status: 400,
        detail,
        code: "invalid_request",
      },
    });
  });

  test("has an order as soon as it is placed", async () => {
    const shop = openShop();
    await shop.list();
    const placedAt = Date.UTC(2026, 5);

    const placed = await shop.place({ ...anOrder(0), placedAt });
    const { body } = await shop.list();

    expect({ status: placed.status, newest: body[0]?.id }).toEqual({
      status: 201,
      newest: 21,
    });
  });

  test("puts an order that comes late where its time is", async () => {
    const shop = openShop();
    const { placedAt } = anOrder(17); // The time of order 18.

    await shop.place({ ...anOrder(0), placedAt: placedAt + 1 });
    const { body } = await shop.list();

    expect(idsOf(body).slice(0, 4)).toEqual([20, 19, 21, 18]);
  });

  test("calls a courier by the name of today", async () => {
    const shop = openShop();
    await shop.list();
    for (const courier of shop.couriers) courier.name = "Zoe";

    const { body } = await shop.list();

    const names = body.map(({ courier }: { courier?: string }) => courier);
    expect(new Set(names)).toEqual(new Set(["Zoe", undefined]));
  });

  test.each(["debug", "silly"] as const)(
    "logs each order at level %s, without the customer's address",
    async (level) => {
      const shop = openShop({ count: 2, level });
      const [first, second] = someOrders(2).map((order, index) => ({
        id: index + 1,
        ...order,
        customer: { ...order.customer, email: "[hidden]" },
      }));

      await shop.list();

      expect(shop.lines).toEqual([
        { message: "order shown", order: second },
        { message: "order shown", order: first },
      ]);
    },
  );

  test("leaves the address in the order that it logs", async () => {
    const shop = openShop({ count: 0, level: "debug" });
    const order = anOrder(0);
    shop.orders.add(order);

    await shop.list();

    expect(order).toEqual(anOrder(0));
  });
});

describe("the price", () => {
  test("of each change is in the findings, as a sentence", () => {
    const priced = changed.filter(({ price }) => price.split(" ").length > 4);

    expect({ priced: priced.length }).toEqual({ priced: 3 });
  });
});
