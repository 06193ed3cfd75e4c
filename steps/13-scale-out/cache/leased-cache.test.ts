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

async function ask(cache: LeasedCache, load = loader()): Promise<string> {
  const { bytes } = await cache.get("5", load);
  return bytes.toString();
}

describe("LeasedCache", () => {
  test("makes no call in the first half of a lease", async () => {
    const store = memoryStore();
    const time = clock();
    const cache = processOn(store, time);
    await ask(cache);
    store.calls.length = 0;

    await time.wait(9);
    expect(await ask(cache)).toBe("loaded");

    expect(store.calls).toEqual([]);
  });

  test("has one caller renew a lease in its second half, and no other wait", async () => {
    const store = memoryStore();
    const time = clock();
    const cache = processOn(store, time);
    await ask(cache);
    store.calls.length = 0;

    await time.wait(10);
    const peeked = [cache.peek("5")];
    const renewed = ask(cache);
    peeked.push(cache.peek("5"));
    await Promise.all([renewed, ask(cache), ask(cache)]);

    expect(store.calls).toEqual(["get users:version"]);
    expect(peeked).toEqual([
      undefined,
      expect.objectContaining({ bytes: Buffer.from("loaded") }),
    ]);
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
      asked = other.get("5", slow);
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

  test("keeps no more responses than its size", async () => {
    const store = memoryStore();
    const cache = processOn(store, clock(), { size: 1 });
    await cache.get("a", loader());
    await cache.get("b", loader());
    store.calls.length = 0;

    await cache.get("b", loader());
    expect(store.calls).toEqual([]);

    await cache.get("a", loader());
    expect(store.calls).toEqual(["get users:version"]);
  });
});
