// Which request a log line belongs to, and who is sent away while there is too much to do.
import { afterEach, describe, expect, test } from "@jest/globals";
import { memoryLog, newApi } from "./test/api";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

async function setUp(options?: Parameters<typeof newApi>[0]) {
  const api = await newApi(options);
  open.push(api);
  return api;
}

const placed = { status: 201 };
const overloaded = {
  status: 503,
  code: "overloaded",
  retryAfter: expect.stringMatching(/^[1-9]\d*$/),
};

describe("a log line", () => {
  test("has the id of its request", async () => {
    const api = await setUp();

    await api.order("lamp", "order-1");

    expect(api.lines).toEqual([
      { message: "reserving", item: "lamp", requestId: "order-1" },
    ]);
  });

  test("has it after an await as well, whoever came meanwhile", async () => {
    const api = await setUp();
    const first = await api.order("lamp", "order-1");
    const second = await api.order("vase", "order-2");

    api.reserved("lamp");
    await first.response;
    api.reserved("vase");
    await second.response;

    expect(api.lines.slice(2)).toEqual([
      { message: "placed", item: "lamp", requestId: "order-1" },
      { message: "placed", item: "vase", requestId: "order-2" },
    ]);
  });

  test("has none where it belongs to no request", async () => {
    const { logger, lines } = memoryLog();

    logger.info("starting");

    expect(lines).toEqual([{ message: "starting" }]);
  });
});

describe("a server with as much to do as it may", () => {
  test("answers 503, and says when to come back", async () => {
    const api = await setUp({ limit: 2 });
    const first = await api.order("lamp");
    await api.order("vase");

    const third = await api.order("rug");
    // Too late: whoever waits until now was not refused.
    for (const item of ["lamp", "vase", "rug"]) api.reserved(item);

    expect(await third.response).toEqual(overloaded);
    expect(await first.response).toEqual(placed);
  });

  test("refuses before it reads a body", async () => {
    const api = await setUp({ limit: 1 });
    await api.order("lamp");

    const sent = await api.send("/orders", { body: '{"item":' });

    expect(await sent.response).toEqual(overloaded);
  });

  test("answers the health check", async () => {
    const api = await setUp({ limit: 1 });
    await api.order("lamp");

    const sent = await api.send("/healthz");

    expect(await sent.response).toEqual({ status: 200 });
  });
});

describe("a place is free again", () => {
  test("after an answer, once for each", async () => {
    const api = await setUp({ limit: 1 });
    const first = await api.order("lamp");
    api.reserved("lamp");
    await first.response;
    const second = await api.order("vase");

    const third = await api.order("rug");
    for (const item of ["vase", "rug"]) api.reserved(item);

    const responses = [await second.response, await third.response];
    expect(responses).toEqual([placed, overloaded]);
  });

  test("after a failure", async () => {
    const api = await setUp({ limit: 1 });
    const first = await api.order("lamp");
    api.unreserved("lamp");
    const failed = await first.response;
    const second = await api.order("vase");
    api.reserved("vase");

    expect([failed, await second.response]).toEqual([
      { status: 500, code: "internal_error" },
      placed,
    ]);
  });

  test("after its client has left", async () => {
    const api = await setUp({ limit: 1 });
    const first = await api.order("lamp");

    await first.leave();
    const second = await api.order("vase");
    api.reserved("vase");

    expect(await second.response).toEqual(placed);
  });
});
