// Proves on real threads that a pool has bounds, and what a task that fails or is given up costs.
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { ThreadPool } from "./thread-pool";

interface Data {
  readonly what: string;
  readonly held?: Int32Array;
  readonly bytes?: Uint8Array;
}

const pools: ThreadPool<Data, unknown>[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

function newPool({ threads = 1, queue = 1 } = {}) {
  const filename = require.resolve("./fixtures/scripted-thread.js");
  const { logger } = memoryLogger();
  const pool = new ThreadPool<Data, unknown>({
    filename,
    threads,
    queue,
    logger,
  });
  pools.push(pool);
  return pool;
}

function run(pool: ThreadPool<Data, unknown>, task: Data | string) {
  const data = typeof task === "string" ? { what: task } : task;
  return pool.run(async () => ({ data, transferList: [] }));
}

/** A task that runs until it is let go. */
function holding(pool: ThreadPool<Data, unknown>, signal?: AbortSignal) {
  const held = new Int32Array(new SharedArrayBuffer(4));
  const result = pool.run(
    async () => ({ data: { what: "hold", held }, transferList: [] }),
    { signal },
  );
  result.catch(() => {}); // A test that expects it to fail awaits it later.
  return {
    result,
    runs: () => Atomics.load(held, 0) === 1,
    async running() {
      while (Atomics.load(held, 0) === 0) await nextTurn();
    },
    letGo() {
      Atomics.store(held, 0, 2);
      Atomics.notify(held, 0);
    },
  };
}

const busy = {
  status: 503,
  code: "busy",
  headers: { "Retry-After": "1" },
};

describe("a pool", () => {
  test("brings what the thread returns", async () => {
    expect(await run(newPool(), "tea")).toBe("tea");
  });

  test("moves a buffer to the thread, and does not copy it", async () => {
    const bytes = new Uint8Array(1000);

    const count = await newPool().run(async () => ({
      data: { what: "count", bytes },
      transferList: [bytes.buffer],
    }));

    expect({ count, left: bytes.length }).toEqual({ count: 1000, left: 0 });
  });

  test("runs as many tasks at once as it has threads, and no more", async () => {
    const pool = newPool({ threads: 2, queue: 1 });
    const [first, second] = [holding(pool), holding(pool)];
    const third = holding(pool);
    await Promise.all([first.running(), second.running()]);
    const ranBeforeAPlaceWasFree = third.runs();

    second.letGo();
    await third.running();

    expect(ranBeforeAPlaceWasFree).toBe(false);
    third.letGo();
    first.letGo();
    expect(await first.result).toBe("let go");
  });
});

describe("a full pool", () => {
  test("refuses with 503, and has nothing prepared for it", async () => {
    const pool = newPool({ threads: 1, queue: 1 });
    const tasks = [holding(pool), holding(pool)];
    let prepared = false;

    const refused = pool.run(async () => {
      prepared = true;
      return { data: { what: "tea" }, transferList: [] };
    });

    await expect(refused).rejects.toMatchObject(busy);
    expect(prepared).toBe(false);
    for (const task of tasks) task.letGo();
  });

  test("takes the next one when one is done", async () => {
    const pool = newPool({ threads: 1, queue: 0 });
    const task = holding(pool);
    await expect(run(pool, "tea")).rejects.toMatchObject(busy);

    await task.running();
    task.letGo();
    await task.result;

    expect(await run(pool, "tea")).toBe("tea");
  });

  test("does so as well when the first could not be prepared", async () => {
    const pool = newPool({ threads: 1, queue: 0 });
    const failed = pool.run(() => Promise.reject(new Error("no database")));
    await expect(failed).rejects.toThrow("no database");

    expect(await run(pool, "tea")).toBe("tea");
  });
});

describe("one task, and no other, is lost to", () => {
  test("a task that throws: its error arrives", async () => {
    const pool = newPool();

    await expect(run(pool, "throw")).rejects.toMatchObject({
      name: "RangeError",
      message: "told to",
    });

    expect(await run(pool, "tea")).toBe("tea");
  });

  test("a thread that dies: another takes its place", async () => {
    const pool = newPool({ threads: 1, queue: 1 });
    const [dies, waits] = [run(pool, "exit"), run(pool, "tea")];

    await expect(dies).rejects.toThrow("exited with code: 7");

    expect(await waits).toBe("tea");
    expect(await run(pool, "more tea")).toBe("more tea");
  });
});

describe("a task that nobody wants any more", () => {
  const left = new Error("the client has left");

  test("frees its thread, though it computes", async () => {
    const pool = newPool({ threads: 1, queue: 0 });
    const client = new AbortController();
    const task = holding(pool, client.signal);
    await task.running();

    client.abort(left);

    await expect(task.result).rejects.toBe(left);
    expect(await run(pool, "tea")).toBe("tea");
  });

  test("frees its place in the queue", async () => {
    const pool = newPool({ threads: 1, queue: 1 });
    const first = holding(pool);
    const client = new AbortController();
    const second = holding(pool, client.signal);
    await first.running();

    client.abort(left);

    await expect(second.result).rejects.toBe(left);
    const third = run(pool, "tea");
    first.letGo();
    expect(await third).toBe("tea");
    expect(second.runs()).toBe(false);
  });

  test("frees its place while it is being prepared, and never runs", async () => {
    const pool = newPool({ threads: 1, queue: 0 });
    const client = new AbortController();
    const held = new Int32Array(new SharedArrayBuffer(4));
    let prepare: () => void = () => {};
    const prepared = new Promise<void>((resolve) => {
      prepare = resolve;
    });
    const data = { what: "hold", held };
    const result = pool.run(
      () => prepared.then(() => ({ data, transferList: [] })),
      {
        signal: client.signal,
      },
    );

    client.abort(left);

    await expect(result).rejects.toBe(left);
    expect(await run(pool, "tea")).toBe("tea");
    prepare();
    await nextTurn();
    expect(await run(pool, "more tea")).toBe("more tea");
    expect(Atomics.load(held, 0)).toBe(0);
  });

  test("is not even prepared where its client had left before", async () => {
    const pool = newPool();
    let prepared = false;

    const result = pool.run(
      async () => {
        prepared = true;
        return { data: { what: "tea" }, transferList: [] };
      },
      { signal: AbortSignal.abort(left) },
    );

    await expect(result).rejects.toBe(left);
    expect(prepared).toBe(false);
  });

  test("never reaches a thread where its client leaves at the last moment", async () => {
    const pool = newPool();
    const client = new AbortController();
    const held = new Int32Array(new SharedArrayBuffer(4));

    const result = pool.run(
      async () => {
        client.abort(left);
        return { data: { what: "hold", held }, transferList: [] };
      },
      { signal: client.signal },
    );

    await expect(result).rejects.toBe(left);
    expect(await run(pool, "tea")).toBe("tea");
    expect(Atomics.load(held, 0)).toBe(0);
  });
});
