// Proves how seldom the store is asked, and that nobody gets an old answer after a write is done.
import { describe, expect, jest, test } from "@jest/globals";
import { VersionedCache } from "../../09-shared-state/cache/versioned-cache";
import {
  type MemoryStore,
  memoryStore,
} from "../../09-shared-state/store/fixtures/memory-store";
import { LeasedCache } from "./leased-cache";

/** Time that stands still until it is waited for. */
function clock() {
  let time = 0;
  return {
    now: () => time,
    wait: async (ms: number) => {
      time += ms;
    },
  };
}

/** One of the processes; all have one clock, for time is the same for all. */
function processOn(store: MemoryStore, time = clock(), options = {}) {
  const cache = new VersionedCache({ store, name: "users" });
  return new LeasedCache({ cache, leaseMs: 20, ...time, ...options });
}

function loader(text = "loaded") {
  return jest.fn(async () => Buffer.from(text));
}

/** As a route asks: without waiting, if it can. */
async function ask(cache: LeasedCache, load = loader()): Promise<string> {
  const held = cache.held("/?limit=5");
  const answer = held ?? (await cache.take("/?limit=5", "5", load));
  return answer.text;
}

describe("LeasedCache", () => {
  test("asks nobody while the lease lasts", async () => {
    const store = memoryStore();
    const time = clock();
    const cache = processOn(store, time);
    await ask(cache);
    store.calls.length = 0;

    await time.wait(19);
    expect(await ask(cache)).toBe("loaded");

    expect(store.calls).toEqual([]);
  });

  test("asks whether it is current when the lease has ended, and loads nothing", async () => {
    const store = memoryStore();
    const time = clock();
    const cache = processOn(store, time);
    await ask(cache);
    store.calls.length = 0;

    await time.wait(20);
    const load = loader("anew");
    expect(await ask(cache, load)).toBe("loaded");

    expect(store.calls).toEqual(["get users:version"]);
    expect(load).not.toHaveBeenCalled();
  });

  test("has nothing old once a write is done, in any process", async () => {
    const store = memoryStore();
    const time = clock();
    const [one, other] = [processOn(store, time), processOn(store, time)];
    await ask(one, loader("old"));
    await ask(other, loader("old"));

    await one.invalidate();

    const load = loader("new");
    expect([await ask(one, load), await ask(other, load)]).toEqual([
      "new",
      "new",
    ]);
  });

  test("nor what was asked for before the write and came after it", async () => {
    const store = memoryStore();
    const time = clock();
    const [one, other] = [processOn(store, time), processOn(store, time)];
    let finish = (_: Buffer) => {};
    let asked: Promise<unknown> | undefined;
    await new Promise<void>((begun) => {
      const slow = () =>
        new Promise<Buffer>((resolve) => {
          finish = resolve;
          begun();
        });
      asked = other.take("/?limit=5", "5", slow);
    });

    await one.invalidate();
    finish(Buffer.from("old"));
    await asked;

    expect(await ask(other, loader("new"))).toBe("new");
  });

  test("lets a write wait as well where the store cannot be told of it", async () => {
    const store = memoryStore();
    const time = clock();
    const cache = processOn(store, time);
    await ask(cache, loader("old"));
    store.failure = new Error("down");

    await expect(cache.invalidate()).rejects.toThrow("down");

    expect(await ask(cache, loader("new"))).toBe("new");
  });

  test("keeps one answer for questions that mean the same", async () => {
    const load = loader();
    const cache = processOn(memoryStore());

    await cache.take("/?limit=5", "5", load);
    await cache.take("/?limit=05", "5", load);

    expect(cache.held("/?limit=05")).toEqual(cache.held("/?limit=5"));
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("keeps no more answers than it was told", async () => {
    const cache = processOn(memoryStore(), clock(), { size: 1 });

    await cache.take("a", "a", loader());
    await cache.take("b", "b", loader());

    expect(cache.held("a")).toBeUndefined();
    expect(cache.held("b")).toBeDefined();
  });
});
