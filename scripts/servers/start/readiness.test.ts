// Proves that a server is ready when all of its first workers listen, or have ended.
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { Readiness } from "./readiness";

function report(pid: number) {
  return { pid, port: 40_000 + pid, address: "127.0.0.1", asked: 0 };
}

async function isReady({ whenReady }: Readiness): Promise<boolean> {
  const ready = whenReady.then(() => true);
  return Promise.race([ready, setImmediate(false)]);
}

describe("a server of one process", () => {
  test("is ready when its first socket listens", async () => {
    const readiness = new Readiness();
    expect(await isReady(readiness)).toBe(false);

    readiness.listening(report(1));
    readiness.listening(report(2));

    expect(await readiness.whenReady).toEqual(report(1));
  });
});

describe("a cluster", () => {
  function ofTwo() {
    const readiness = new Readiness();
    for (const worker of [1, 2]) readiness.forked(worker);
    readiness.listening(report(1));
    return readiness;
  }

  test("is ready when all that were started listen", async () => {
    const readiness = ofTwo();
    expect(await isReady(readiness)).toBe(false);

    readiness.listening(report(2));

    expect(await isReady(readiness)).toBe(true);
  });

  test("is ready without a worker that has ended instead", async () => {
    const readiness = ofTwo();

    readiness.ended(2);

    expect(await isReady(readiness)).toBe(true);
  });

  test("is ready without a worker that does neither", async () => {
    const readiness = new Readiness(1);
    for (const worker of [1, 2]) readiness.forked(worker);

    readiness.listening(report(1));

    expect(await readiness.whenReady).toEqual(report(1));
  });
});
