// Proves that nobody waits for what hangs, and that it is tried again.
import { describe, expect, jest, test } from "@jest/globals";
import { CircuitBreaker, Unavailable } from "./circuit-breaker";

const fine = async () => "fine";
const broken = async () => {
  throw new Error("refused");
};
const hanging = () => new Promise<never>(() => {});

function setUp() {
  let now = 0;
  const events: string[] = [];
  const breaker = new CircuitBreaker({
    timeoutMs: 1,
    failures: 2,
    pauseMs: 1000,
    now: () => now,
    onOpen: (reason) => events.push(`open: ${reason}`),
    onClose: () => events.push("close"),
  });
  const fail = () => breaker.run(broken).catch(() => {});
  const pass = (ms: number) => {
    now += ms;
  };
  return { breaker, events, fail, pass };
}

describe("CircuitBreaker", () => {
  test("hands on results and errors", async () => {
    const { breaker } = setUp();

    expect(await breaker.run(fine)).toBe("fine");
    await expect(breaker.run(broken)).rejects.toThrow("refused");
  });

  test("ends a call that hangs", async () => {
    const { breaker } = setUp();

    await expect(breaker.run(hanging)).rejects.toThrow(Unavailable);
  });

  test("makes no call after so many failures in a row, and says it once", async () => {
    const { breaker, events, fail } = setUp();
    await fail();
    await breaker.run(fine);
    await fail();
    expect(events).toEqual([]);
    await fail();
    const call = jest.fn(fine);

    await expect(breaker.run(call)).rejects.toThrow(Unavailable);
    await expect(breaker.run(call)).rejects.toThrow(Unavailable);

    expect(call).not.toHaveBeenCalled();
    expect(events).toEqual(["open: Error: refused"]);
  });

  test("tries with one call after the pause, while others do not wait for it", async () => {
    const { breaker, events, fail, pass } = setUp();
    await fail();
    await fail();
    pass(1000);

    const trial = breaker.run(fine);
    await expect(breaker.run(fine)).rejects.toThrow(Unavailable);

    expect(await trial).toBe("fine");
    expect(await breaker.run(fine)).toBe("fine");
    expect(events).toEqual(["open: Error: refused", "close"]);
  });

  test("waits once more where the trial fails", async () => {
    const { breaker, fail, pass } = setUp();
    await fail();
    await fail();
    pass(1000);
    await fail();

    await expect(breaker.run(fine)).rejects.toThrow(Unavailable);
    pass(1000);
    expect(await breaker.run(fine)).toBe("fine");
  });
});
