// Where forecasts are computed, how many at once, and what ends one.
import { afterEach, describe, expect, test } from "@jest/globals";
import { forecastPool } from "./forecast-pool";
import { newApi, scriptedThread } from "./test/api";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

async function setUp(options?: Parameters<typeof newApi>[0]) {
  const api = await newApi(options);
  open.push(api);
  return api;
}

const inAThread = { status: 200, thread: expect.any(Number) };
const busy = {
  status: 503,
  code: "busy",
  retryAfter: expect.stringMatching(/^[1-9]\d*$/),
};
const failed = { status: 500, code: "internal_error" };

describe("a forecast", () => {
  test("is computed in a thread", async () => {
    const api = await setUp();

    expect(await api.ask("lamp")).toEqual(inAThread);
  });

  test("is computed in the same threads as those before it", async () => {
    const api = await setUp({ threads: 2, queue: 10 });

    const items = Array.from({ length: 8 }, (_, index) => `lamp-${index}`);
    const responses = await Promise.all(items.map(api.ask));

    const threads = new Set(
      responses.map((response) => JSON.stringify(response)),
    );
    expect(threads.size).toBeLessThanOrEqual(2);
  });

  test("gets the quantities moved, not copied", async () => {
    const pool = forecastPool({
      filename: scriptedThread,
      threads: 1,
      queue: 0,
    });
    open.push(pool);
    const quantities = new Float64Array(1000);

    const { signal } = new AbortController();
    const result = await pool.run(
      { item: "lamp", quantities, days: 7 },
      signal,
    );

    expect(result).toMatchObject({ item: "lamp", days: 1000 });
    expect(quantities).toHaveLength(0);
  });
});

describe("a full pool", () => {
  test("answers 503, and says when to come back", async () => {
    const api = await setUp({ threads: 1, queue: 1 });
    const held = await api.hold();
    await api.send("waits");

    const next = await api.send("lamp");
    await held.leave(); // Too late: whoever waits until now was not refused.

    expect(await next.response).toEqual(busy);
  });

  test("has no place to wait where none was asked for", async () => {
    const api = await setUp({ threads: 1, queue: 0 });
    const held = await api.hold();

    const next = await api.send("lamp");
    await held.leave();

    expect(await next.response).toEqual(busy);
  });

  test("has places again when forecasts are done", async () => {
    const api = await setUp({ threads: 1, queue: 0 });

    const responses = [];
    for (const item of ["lamp", "vase", "rug"]) {
      responses.push(await api.ask(item));
    }

    expect(responses).toEqual([inAThread, inAThread, inAThread]);
  });
});

describe("a forecast that fails", () => {
  test.each([
    ["because it throws", "throws"],
    ["because its thread dies", "dies"],
  ])(
    "%s: answers 500, is logged, and costs nobody else",
    async (_how, item) => {
      const api = await setUp({ threads: 1, queue: 0 });

      const responses = [await api.ask(item), await api.ask("lamp")];

      expect(responses).toEqual([failed, inAThread]);
      expect(api.logged()).toEqual(["request failed"]);
    },
  );
});

describe("a client that leaves", () => {
  test("frees the thread, which others need", async () => {
    const api = await setUp({ threads: 1, queue: 0 });
    const held = await api.hold();

    await held.leave();
    const next = await api.send("lamp");
    api.stopAll(); // Nothing should be there any more to hear it.

    expect(await next.response).toEqual(inAThread);
    expect(api.said()).toEqual(["holds"]);
  });

  test("frees the place in the queue", async () => {
    const api = await setUp({ threads: 1, queue: 1 });
    const held = await api.hold();
    const waits = await api.send("waits");

    await waits.leave();
    const next = await api.send("lamp");
    await held.leave();

    expect(await next.response).toEqual(inAThread);
  });

  test("is no failure of the server's", async () => {
    const api = await setUp({ threads: 1, queue: 0 });
    const held = await api.hold();

    await held.leave();

    expect(api.logged()).toEqual([]);
  });
});
