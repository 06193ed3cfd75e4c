// Proves that a process never answers with what was invalidated, and loads no more often than it must.
import { describe, expect, jest, test } from "@jest/globals";
import { type MemoryStore, memoryStore } from "../store/fixtures/memory-store";
import { VersionedCache } from "./versioned-cache";

/** One of the processes. */
function processOn(store: MemoryStore, options = {}) {
  return new VersionedCache({ store, name: "users", ...options });
}

function loader(text = "loaded") {
  return jest.fn(async () => Buffer.from(text));
}

async function textOf(cache: VersionedCache, load: () => Promise<Buffer>) {
  return (await cache.get("page", load)).bytes.toString();
}

describe("VersionedCache", () => {
  test("loads once, for all processes", async () => {
    const store = memoryStore();
    const load = loader();

    const [one, other] = [processOn(store), processOn(store)];
    const texts = [await textOf(one, load), await textOf(one, load)];
    texts.push(await textOf(other, load));

    expect(texts).toEqual(["loaded", "loaded", "loaded"]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("asks the store for the version only, once it has the bytes", async () => {
    const store = memoryStore();
    const cache = processOn(store);
    await textOf(cache, loader());
    store.calls.length = 0;

    await textOf(cache, loader());

    expect(store.calls).toEqual(["get users:version"]);
  });

  test("loads once on a cold key, however many ask in however many processes", async () => {
    const store = memoryStore();
    const load = loader();
    const processes = [processOn(store), processOn(store), processOn(store)];

    const texts = await Promise.all(
      [...processes, ...processes].map((cache) => textOf(cache, load)),
    );

    expect(new Set(texts)).toEqual(new Set(["loaded"]));
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("answers with nothing that was loaded before an invalidation, in any process", async () => {
    const store = memoryStore();
    const [one, other] = [processOn(store), processOn(store)];
    await textOf(one, loader("old"));
    await textOf(other, loader("old"));

    await one.invalidate();

    const load = loader("new");
    expect([await textOf(one, load), await textOf(other, load)]).toEqual([
      "new",
      "new",
    ]);
  });

  test("keeps nothing that was being loaded when it was invalidated", async () => {
    const store = memoryStore();
    const cache = processOn(store);
    // What it reads is old by the time that it is there.
    const slow = async () => {
      await cache.invalidate();
      return Buffer.from("old");
    };

    expect(await textOf(cache, slow)).toBe("old");
    expect(await textOf(cache, loader("new"))).toBe("new");
  });

  test("forgets all of it when a version has lived long enough", async () => {
    const store = memoryStore();
    const cache = processOn(store, { ttlMs: 1000 });
    await textOf(cache, loader("old"));

    store.pass(1000);

    expect(await textOf(cache, loader("new"))).toBe("new");
  });

  test("loads for itself where the one who was to load does not come back", async () => {
    const store = memoryStore();
    await store.set("users:version", Buffer.from("v"), 10_000);
    await store.set("users:v:page:lock", Buffer.from("taken"), 10_000);

    const cache = processOn(store, { lockMs: 1 });

    expect(await textOf(cache, loader())).toBe("loaded");
  });

  test("hands on why it cannot be loaded, and lets the next one try", async () => {
    const cache = processOn(memoryStore());
    const broken = async () => {
      throw new Error("no database");
    };

    await expect(cache.get("page", broken)).rejects.toThrow("no database");

    expect(await textOf(cache, loader())).toBe("loaded");
  });

  test("keeps no more answers than it was told", async () => {
    const store = memoryStore();
    const cache = processOn(store, { size: 1 });
    await cache.get("a", loader());
    await cache.get("b", loader());
    store.calls.length = 0;

    await cache.get("b", loader());
    await cache.get("a", loader());

    expect(store.calls.filter((call) => call.endsWith(":b"))).toEqual([]);
    expect(store.calls.filter((call) => call.endsWith(":a"))).toHaveLength(1);
  });
});

describe("VersionedCache, while the store is down", () => {
  test("loads, and says nothing of it", async () => {
    const store = memoryStore();
    const cache = processOn(store);
    await textOf(cache, loader("old"));
    store.failure = new Error("down");

    expect(await textOf(cache, loader("new"))).toBe("new");
  });

  test("loads one at a time, and for all who wait at once", async () => {
    const store = memoryStore();
    store.failure = new Error("down");
    const cache = processOn(store);
    let running = 0;
    const load = jest.fn(async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return Buffer.from("loaded");
    });

    await Promise.all(Array.from({ length: 50 }, () => textOf(cache, load)));

    expect(load.mock.calls.length).toBeLessThan(5);
  });

  test("says of an invalidation that it failed", async () => {
    const store = memoryStore();
    store.failure = new Error("down");

    await expect(processOn(store).invalidate()).rejects.toThrow("down");
  });
});
