// Proves how many requests at once are let in, as answers come in time or late.
import { describe, expect, test } from "@jest/globals";
import { ConcurrencyLimit, type Leave } from "./concurrency-limit";

const inTime = 10;
const late = 1000;

function limitOf(initial: number, smallest = 1) {
  return new ConcurrencyLimit({ targetMs: 100, initial, smallest });
}

/** Lets in all that may, and returns how each of them leaves. */
function fill(limit: ConcurrencyLimit): Leave[] {
  const inside = [];
  for (let leave = limit.enter(); leave; leave = limit.enter()) {
    inside.push(leave);
  }
  return inside;
}

describe("a concurrency limit", () => {
  test("lets so many in, and the next when one has left", () => {
    const limit = limitOf(2);
    const [first] = fill(limit);

    const refused = limit.enter();
    first?.(inTime);

    expect(refused).toBeUndefined();
    expect(limit.enter()).toBeDefined();
  });

  test("grows by about one with each round that was in time", () => {
    const limit = limitOf(10);

    for (let round = 0; round < 5; round++) {
      for (const leave of fill(limit)) leave(inTime);
    }

    expect(limit.limit).toBeGreaterThanOrEqual(12);
    expect(limit.limit).toBeLessThanOrEqual(15);
  });

  test("does not grow while hardly anybody comes", () => {
    const limit = limitOf(10);

    for (let request = 0; request < 1000; request++) limit.enter()?.(inTime);

    expect(limit.limit).toBe(10);
  });

  test("falls once, however many were late together", () => {
    const limit = limitOf(100);

    for (const leave of fill(limit)) leave(late);

    expect(limit.limit).toBe(90);
  });

  test("falls to less than were under way, where that was less than it allowed", () => {
    const limit = limitOf(100);
    const inside = Array.from({ length: 20 }, () => limit.enter());

    inside.pop()?.(late);

    expect(limit.limit).toBe(18);
  });

  test("falls again while it stays too much, and never to nothing", () => {
    const limit = limitOf(10, 4);

    for (let round = 0; round < 50; round++) {
      for (const leave of fill(limit)) leave(late);
    }

    expect(limit.limit).toBe(4);
  });

  test("learns nothing from a request that says nothing about the server", () => {
    const limit = limitOf(2);

    for (const leave of fill(limit)) leave();

    expect({ inFlight: limit.inFlight, limit: limit.limit }).toEqual({
      inFlight: 0,
      limit: 2,
    });
  });
});
