// What a supervisor does about workers that end: real processes, which are really killed.
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { backoffAfter } from "./backoff-after";
import { openShop as open, type Shop } from "./test/open-shop";

// Ten processes start, one after the other.
jest.setTimeout(25_000);

const shops: Shop[] = [];
afterEach(() => Promise.all(shops.splice(0).map((shop) => shop.close())));

function openShop(...settings: Parameters<typeof open>): Shop {
  const shop = open(...settings);
  shops.push(shop);
  return shop;
}

/** A shop whose workers are all ready. */
async function readyShop(workers: number): Promise<Shop> {
  const shop = openShop(workers);
  for (let index = 0; index < workers; index++) await shop.saysReady(index);
  return shop;
}

describe("backoffAfter", () => {
  test("doubles from failure to failure, and never exceeds 5 seconds", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7].map((count) =>
      backoffAfter(count, () => 1),
    );

    expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 5000]);
  });

  test("draws by lot, between half of that and all of it", () => {
    const pauses = [0, 0.5, 1].map((lot) => backoffAfter(2, () => lot));

    expect(pauses).toEqual([100, 150, 200]);
  });

  test("gives up at the eighth failure in a row", () => {
    expect(backoffAfter(8, () => 1)).toBe("give up");
  });
});

describe("a worker", () => {
  test("is ready when it says so, and not when it has been forked", async () => {
    const shop = openShop(1, { start: "slowly" });
    const forked = shop.ready();

    shop.forked[0]?.send("now");
    await shop.saysReady(0);

    expect({ forked, ready: shop.ready() }).toEqual({
      forked: [],
      ready: [shop.forked[0]?.pid],
    });
  });

  test.each([
    ["crashes", "crash"],
    ["ends with exit code 0", "exit"],
    ["is killed", "SIGKILL"],
  ])("that %s is replaced by one, at once", async (_how, by) => {
    const shop = await readyShop(2);

    if (by === "SIGKILL") shop.forked[0]?.kill(by);
    else shop.forked[0]?.send(by);
    await shop.ended(0);

    expect({ forked: shop.forked.length, pauses: shop.pauses }).toEqual({
      forked: 3,
      pauses: [],
    });
    await shop.saysReady(2);
    const [, second, third] = shop.forked;
    expect(shop.ready()).toEqual([second?.pid, third?.pid]);
  });

  test("whose channel closes before it ends is replaced by one", async () => {
    const shop = await readyShop(1);

    shop.forked[0]?.send("hang up");
    await shop.ended(0);
    await shop.saysReady(1);

    expect(shop.forked).toHaveLength(2);
  });
});

describe("a worker that was never ready", () => {
  test("is replaced after the pause, and not before", async () => {
    const shop = openShop(1, { start: "badly" });
    await shop.ended(0);
    const before = shop.forked.length;

    await shop.endPause();

    expect({ before, after: shop.forked.length }).toEqual({
      before: 1,
      after: 2,
    });
  });

  test("makes each pause longer than the one before", async () => {
    const shop = openShop(1, { start: "badly", random: () => 0.5 });

    await failUntil(shop, 4);

    expect(shop.pauses).toEqual([75, 150, 300, 600]);
  });

  test("is forgotten when another one gets ready", async () => {
    const shop = openShop(1, { start: "badly" });
    await failUntil(shop, 2);
    shop.start = "well";
    await shop.endPause();
    await shop.saysReady(2);

    shop.start = "badly";
    shop.forked[2]?.kill("SIGKILL");
    await shop.ended(2);
    await shop.ended(3);

    expect(shop.pauses).toEqual([100, 200, 100]);
  });
});

describe("a crash loop", () => {
  test("ends with the eighth failure: no ninth is started", async () => {
    const shop = openShop(1, { start: "badly" });

    await failUntil(shop, 8);
    await shop.endPause();

    expect({
      starts: shop.forked.length,
      pauses: shop.pauses.length,
      givenUp: shop.givenUp,
    }).toEqual({ starts: 8, pauses: 7, givenUp: [{ isAnyAlive: false }] });
  });

  test("ends the other worker as well, before it says that it gave up", async () => {
    const shop = await readyShop(2);
    shop.start = "badly";
    shop.forked[0]?.kill("SIGKILL");
    await shop.ended(0);

    await failUntil(shop, 8, { first: 2 });
    expect(shop.forked).toHaveLength(10);
    await shop.ended(1);

    expect(shop.givenUp).toEqual([{ isAnyAlive: false }]);
  });
});

describe("stop", () => {
  test("ends all workers, and resolves when they have ended", async () => {
    const shop = await readyShop(2);

    await shop.stop();

    expect({
      alive: shop.isAnyAlive(),
      ready: shop.ready(),
      forked: shop.forked.length,
    }).toEqual({ alive: false, ready: [], forked: 2 });
  });

  test("lets nothing start any more, also after a pause", async () => {
    const shop = openShop(1, { start: "badly" });
    await shop.ended(0);

    await shop.stop();
    await shop.endPause();

    expect(shop.forked).toHaveLength(1);
  });
});

/** Ends one pause after the other, until so many workers have failed. */
async function failUntil(
  shop: Shop,
  failures: number,
  { first = 0 } = {},
): Promise<void> {
  for (let index = 0; index < failures; index++) {
    if (index > 0) await shop.endPause();
    await shop.ended(first + index);
  }
}
