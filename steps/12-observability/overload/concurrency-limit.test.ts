// Proves how many requests at once are let in, as answers come in time or late.
import { describe, expect, test } from "@jest/globals";
import { ConcurrencyLimit, type Release } from "./concurrency-limit";

const inTime = 10;
const late = 1000;

function limitOf(initial: number, min = 1) {
  return new ConcurrencyLimit({ targetMs: 100, initial, min });
}

/** Lets in all that may, and returns how each of them leaves. */
function fill(limit: ConcurrencyLimit): Release[] {
  const inside = [];
  for (let release = limit.acquire(); release; release = limit.acquire()) {
    inside.push(release);
  }
  return inside;
}

describe("a concurrency limit", () => {
  test("lets so many in, and the next when one has left", () => {
    const limit = limitOf(2);
    const [first] = fill(limit);

    const refused = limit.acquire();
    first?.(inTime);

    expect(refused).toBeUndefined();
    expect(limit.acquire()).toBeDefined();
  });

  test("grows by about one with each round that was in time", () => {
    const limit = limitOf(10);

    for (let round = 0; round < 5; round++) {
      for (const release of fill(limit)) release(inTime);
    }

    expect(limit.limit).toBeGreaterThanOrEqual(12);
    expect(limit.limit).toBeLessThanOrEqual(15);
  });

  test("does not grow while hardly anybody comes", () => {
    const limit = limitOf(10);

    for (let request = 0; request < 1000; request++) limit.acquire()?.(inTime);

    expect(limit.limit).toBe(10);
  });

  test("falls once, however many were late together", () => {
    const limit = limitOf(100);

    for (const release of fill(limit)) release(late);

    expect(limit.limit).toBe(90);
  });

  test("falls to less than were under way, where that was less than it allowed", () => {
    const limit = limitOf(100);
    const inside = Array.from({ length: 20 }, () => limit.acquire());

    inside.pop()?.(late);

    expect(limit.limit).toBe(18);
  });

  test("falls again while it stays too much, and never to nothing", () => {
    const limit = limitOf(10, 4);

    for (let round = 0; round < 50; round++) {
      for (const release of fill(limit)) release(late);
    }

    expect(limit.limit).toBe(4);
  });

  test("learns nothing from a request that says nothing about the server", () => {
    const limit = limitOf(2);

    for (const release of fill(limit)) release();

    expect({ inFlight: limit.inFlight, limit: limit.limit }).toEqual({
      inFlight: 0,
      limit: 2,
    });
  });
});
