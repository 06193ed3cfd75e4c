/**
 * What the repository keeps, to whom it shows it, and what it refuses.
 * @jest-environment ./scripts/servers/services/jest/with-postgres.ts
 */
import { describe, expect, test } from "@jest/globals";
import {
  lamp,
  outcomeOf,
  placeTogether,
  repository,
  repositoryWithoutDatabase,
  shop,
} from "./test/stocked-database";

describe("place", () => {
  test("stores the order, and takes its pieces out of the stock", async () => {
    const order = lamp({ quantity: 3 });

    const placed = await repository.place(order);

    expect(placed).toEqual({ id: 1, ...order, totalCents: 5997 });
    expect(await shop()).toEqual({ stock: 7, orders: 1 });
  });

  test("takes a name for a name, whatever it looks like", async () => {
    const customer = "Siobhan O'Brien";

    const placing = repository.place(lamp({ customer }));
    const stored = await outcomeOf(placing.then((order) => order.customer));

    expect(stored).toBe(customer);
  });

  test("refuses more than there is, and an item that there is not", async () => {
    const outcomes = [
      await outcomeOf(repository.place(lamp({ quantity: 11 }))),
      await outcomeOf(repository.place(lamp({ item: "sofa" }))),
    ];

    expect(outcomes).toEqual(["409 out_of_stock", "409 out_of_stock"]);
    expect(await shop()).toEqual({ stock: 10, orders: 0 });
  });

  test("refuses a reference that is taken, and leaves the stock alone", async () => {
    await repository.place(lamp({ reference: "A-1" }));

    const second = lamp({ reference: "A-1", customer: "bob" });
    const outcome = await outcomeOf(repository.place(second));

    expect(outcome).toBe("409 reference_taken");
    expect(await shop()).toEqual({ stock: 9, orders: 1 });
  });

  test("sells the last lamps once, when two orders come at once", async () => {
    const outcomes = await placeTogether(
      lamp({ quantity: 6 }),
      lamp({ quantity: 6 }),
    );

    expect(outcomes).toEqual(["409 out_of_stock", "placed"]);
    expect(await shop()).toEqual({ stock: 4, orders: 1 });
  });

  test("sells to both, when two orders come at once and there is enough", async () => {
    const outcomes = await placeTogether(lamp(), lamp());

    expect(outcomes).toEqual(["placed", "placed"]);
    expect(await shop()).toEqual({ stock: 8, orders: 2 });
  });

  test("gives a reference to one of two orders that come at once", async () => {
    const outcomes = await placeTogether(
      lamp({ reference: "A-1" }),
      lamp({ reference: "A-1" }),
    );

    expect(outcomes).toEqual(["409 reference_taken", "placed"]);
    expect(await shop()).toEqual({ stock: 9, orders: 1 });
  });

  test("lets a database that is down be a 503", async () => {
    const outcome = await outcomeOf(repositoryWithoutDatabase().place(lamp()));

    expect(outcome).toBe("503 database_unavailable");
  });
});

describe("list", () => {
  const noon = "2026-03-01T12:00:00.000Z";
  const morning = "2026-03-01T09:00:00.000Z";

  /** Ada's orders page by page, as their references, `limit` at a time. */
  async function pages(limit: number): Promise<string[][]> {
    const found: string[][] = [];
    let page = await repository.list("ada", { limit });
    // More pages than there are orders would never end.
    while (page.length > 0 && found.length < 10) {
      found.push(page.map(({ reference }) => reference));
      const after = page.at(-1);
      if (!after) break;
      page = await repository.list("ada", { limit, after });
    }
    return found;
  }

  async function place(orders: Readonly<Record<string, string>>) {
    for (const [reference, placedAt] of Object.entries(orders)) {
      await repository.place(lamp({ reference, placedAt }));
    }
  }

  test("shows a customer's own orders, whatever the name looks like", async () => {
    await repository.place(lamp());
    const stranger = "' OR customer <> '";

    const listed = await outcomeOf(repository.list(stranger, { limit: 20 }));

    expect(listed).toEqual([]);
  });

  test("goes from page to page, the newest first", async () => {
    await place({ one: "2026-03-01T08:00:00.000Z", two: morning, three: noon });

    expect(await pages(2)).toEqual([["three", "two"], ["one"]]);
  });

  test("shows each of the orders that were placed at one moment once", async () => {
    await place({ one: noon, two: noon, three: noon, four: noon });

    expect((await pages(3)).flat().sort()).toEqual([
      ...["four", "one", "three", "two"],
    ]);
  });

  test("puts an order that was entered late where its time puts it", async () => {
    await place({ noon, morning, evening: "2026-03-01T18:00:00.000Z" });

    expect(await pages(1)).toEqual([["evening"], ["noon"], ["morning"]]);
  });

  test("shows no order twice when others come between two pages", async () => {
    await place({ one: morning, two: noon });
    const [last] = await repository.list("ada", { limit: 1 });

    await place({ three: "2026-03-01T13:00:00.000Z" });
    const page = await repository.list("ada", { limit: 1, after: last });

    expect(page.map(({ reference }) => reference)).toEqual(["one"]);
  });
});
