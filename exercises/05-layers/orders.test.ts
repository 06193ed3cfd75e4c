// What each layer of the orders does, alone and together, and what it may know.
import { describe, expect, test } from "@jest/globals";
import { fatOrderRoutes } from "./fat-order-routes";
import { fileOrderRepository } from "./file-order-repository";
import { memoryOrderRepository } from "./memory-order-repository";
import type { NewOrder } from "./order";
import { OrderNotFound, OutOfStock, UnknownItem } from "./order-errors";
import { orderRoutes } from "./order-routes";
import { orderService } from "./order-service";
import { forbiddenImports } from "./test/architecture";
import { clientOf, lamp, lamps, newShop, outcomeOf } from "./test/shop";

describe("the service, without a server", () => {
  function newService() {
    return orderService({ repository: memoryOrderRepository(lamp) });
  }

  test.each([
    [9, 17_991],
    [10, 17_991],
    [11, 19_790],
  ])("%d lamps at 1999 cents cost %d", async (quantity, totalCents) => {
    const outcome = await outcomeOf(newService().place(lamps(quantity)));

    expect(outcome).toEqual({ id: 1, ...lamps(quantity), totalCents });
  });

  test("an item that the shop does not have is refused", async () => {
    const sofa = { item: "sofa", quantity: 1 };

    const outcome = await outcomeOf(newService().place(sofa));

    expect(outcome).toEqual(new UnknownItem("sofa"));
  });

  test("more lamps than are in stock are refused", async () => {
    const outcome = await outcomeOf(newService().place(lamps(21)));

    expect(outcome).toEqual(new OutOfStock("lamp"));
  });

  test("an order is found by its id, and by no other", async () => {
    const service = newService();
    const placed = await outcomeOf(service.place(lamps(1)));

    expect(await outcomeOf(service.get(1))).toEqual(placed);
    expect(await outcomeOf(service.get(2))).toEqual(new OrderNotFound(2));
  });

  test("a failure of the repository reaches the caller as it is", async () => {
    const diskFull = new Error("ENOSPC: no space left on device");
    const fail = () => Promise.reject(diskFull);
    const repository = { findProduct: fail, find: fail, place: fail };
    const service = orderService({ repository });

    const placed = await outcomeOf(service.place(lamps(1)));
    const got = await outcomeOf(service.get(1));

    expect({ placed, got }).toEqual({ placed: diskFull, got: diskFull });
  });

  test("two services with a repository each share nothing", async () => {
    const cheap = memoryOrderRepository({ ...lamp, priceCents: 100 });
    const dear = memoryOrderRepository({ ...lamp, priceCents: 900 });
    const one = orderService({ repository: cheap });
    const other = orderService({ repository: dear });

    const outcomes = {
      one: await outcomeOf(one.place(lamps(1))),
      other: await outcomeOf(other.place(lamps(1))),
    };

    expect(outcomes).toEqual({
      one: { id: 1, ...lamps(1), totalCents: 100 },
      other: { id: 1, ...lamps(1), totalCents: 900 },
    });
  });
});

describe("the repository, on a file", () => {
  test("finds a product, and nothing where there is none", async () => {
    const repository = fileOrderRepository(newShop());

    expect(await repository.findProduct("lamp")).toEqual(lamp);
    expect(await repository.findProduct("sofa")).toBeUndefined();
  });

  test("stores an order, and takes its pieces out of the stock", async () => {
    const file = newShop();
    const order = { ...lamps(3), totalCents: 5997 };

    const placed = await fileOrderRepository(file).place(order);
    const found = await fileOrderRepository(file).find(1);

    const stored = { id: 1, ...order };
    expect({ placed, found }).toEqual({ placed: stored, found: stored });
    expect(await file.read()).toEqual({
      products: [{ ...lamp, stock: 17 }],
      orders: [stored],
    });
  });

  test("sells the last lamps once, when two orders come at once", async () => {
    const file = newShop();
    const order = { ...lamps(20), totalCents: 35_982 };
    const repository = fileOrderRepository(file);

    const placed = await Promise.all([
      repository.place(order),
      repository.place(order),
    ]);

    expect(placed).toEqual([{ id: 1, ...order }, undefined]);
    expect(await file.read()).toEqual({
      products: [{ ...lamp, stock: 0 }],
      orders: [{ id: 1, ...order }],
    });
  });
});

describe("the routes, with a service of the test's", () => {
  const order = { id: 7, ...lamps(2), totalCents: 3998 };

  test("GET /orders/7 asks for the order 7, and answers 200", async () => {
    const received: number[] = [];
    const get = async (id: number) => {
      received.push(id);
      return order;
    };
    const orders = { get, place: async () => order };

    const response = await clientOf(orderRoutes({ orders })).get("/orders/7");

    expect({ received, response }).toEqual({
      received: [7],
      response: { status: 200, location: undefined, body: order },
    });
  });

  test("POST /orders places the order, and answers 201", async () => {
    const received: NewOrder[] = [];
    const place = async (details: NewOrder) => {
      received.push(details);
      return order;
    };
    const orders = { get: async () => order, place };
    const client = clientOf(orderRoutes({ orders }));

    const response = await client.post("/orders", lamps(2));

    expect({ received, response }).toEqual({
      received: [lamps(2)],
      response: { status: 201, location: "/orders/7", body: order },
    });
  });
});

describe("the layers together", () => {
  test("answer every request as the fat routes do", async () => {
    const repository = fileOrderRepository(newShop());
    const thin = orderRoutes({ orders: orderService({ repository }) });
    const fat = fatOrderRoutes({ file: newShop() });

    expect(await responsesOf(thin)).toEqual(await responsesOf(fat));
  });

  async function responsesOf(routes: Parameters<typeof clientOf>[0]) {
    const client = clientOf(routes);
    return {
      "ten lamps": await client.post("/orders", lamps(10)),
      "eleven, of ten left": await client.post("/orders", lamps(11)),
      "a sofa": await client.post("/orders", { item: "sofa", quantity: 1 }),
      "order 1": await client.get("/orders/1"),
      "order 2": await client.get("/orders/2"),
    };
  }
});

describe("the architecture", () => {
  const web = ["express", "http", "http-error", "order-routes"];
  const files = ["fs", "order-file", "file-order-repository"];
  const fat = ["fat-order-routes"];

  test("the service knows neither HTTP nor files", () => {
    const forbidden = [...web, ...files, ...fat];

    expect(forbiddenImports("order-service", forbidden)).toEqual([]);
  });

  test("the repository knows neither HTTP nor the service", () => {
    const forbidden = [...web, ...fat, "order-service"];

    expect(forbiddenImports("file-order-repository", forbidden)).toEqual([]);
  });

  test("the routes know no files", () => {
    expect(forbiddenImports("order-routes", [...files, ...fat])).toEqual([]);
  });
});
