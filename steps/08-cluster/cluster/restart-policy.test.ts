// Proves when a worker is started again, and when it is enough; without a process, and without waiting.
import { describe, expect, test } from "@jest/globals";
import { RestartPolicy, type RestartPolicyOptions } from "./restart-policy";

function newPolicy(options: Partial<RestartPolicyOptions> = {}) {
  const clock = { now: 0 };
  const now = () => clock.now;
  const policy = new RestartPolicy({
    workers: 1,
    attempts: 9,
    now,
    random: () => 1,
    ...options,
  });
  return { policy, clock };
}

/** What comes of so many workers that are never ready. */
function failures(policy: RestartPolicy, count: number) {
  return Array.from({ length: count }, () => policy.afterExit(undefined));
}

describe("the pause before a restart", () => {
  test("is none where the worker had been ready for a while", () => {
    const { policy } = newPolicy({ minUptimeMs: 1000 });

    expect(policy.afterExit(1000)).toBe(0);
  });

  test.each([[undefined], [0], [999]])(
    "is there where it had been ready for %s ms",
    (readyForMs) => {
      const { policy } = newPolicy({ minUptimeMs: 1000 });

      expect(policy.afterExit(readyForMs)).toBe(100);
    },
  );

  test("doubles from one early end to the next, up to the longest", () => {
    const { policy } = newPolicy({ maxBackoffMs: 1000 });

    expect(failures(policy, 6)).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  test("doubles when as many have ended early as there are workers", () => {
    const { policy } = newPolicy({ workers: 2 });

    expect(failures(policy, 5)).toEqual([100, 100, 200, 200, 400]);
  });

  test.each([
    [0, 50],
    [0.5, 75],
    [1, 100],
  ])("is drawn by lot, between half of it and all of it: %d", (lot, pause) => {
    const { policy } = newPolicy({ random: () => lot });

    expect(policy.afterExit(undefined)).toBe(pause);
  });

  test("starts anew when the early ends are long past", () => {
    const { policy, clock } = newPolicy({ windowMs: 60_000 });
    failures(policy, 3);

    clock.now = 60_000;

    expect(policy.afterExit(undefined)).toBe(100);
  });
});

describe("giving up", () => {
  test("comes with the last attempt of each worker", () => {
    const { policy } = newPolicy({ workers: 2, attempts: 2 });

    const decisions = failures(policy, 4);

    expect(decisions).toEqual([100, 100, 200, "give up"]);
  });

  test("does not come of workers that were ready for a while, however many", () => {
    const { policy } = newPolicy({ attempts: 2 });

    const decisions = Array.from({ length: 100 }, () => policy.afterExit(5000));

    expect(new Set(decisions)).toEqual(new Set([0]));
  });

  test("is not prevented by workers that do well beside one that does not", () => {
    const { policy } = newPolicy({ attempts: 2 });

    const decisions = [undefined, 5000, undefined].map((ms) =>
      policy.afterExit(ms),
    );

    expect(decisions).toEqual([100, 0, "give up"]);
  });

  test("comes of starts that hang until they are ended", () => {
    const clock = { now: 0 };
    const policy = new RestartPolicy({ workers: 2, now: () => clock.now });

    // Both are ended after 30 seconds, and wait for 5 at most.
    const decisions = Array.from({ length: 5 }, () => {
      clock.now += 35_000;
      return failures(policy, 2);
    }).flat();

    expect(decisions.indexOf("give up")).toBe(9);
  });

  test("does not come of early ends that are further apart than the window", () => {
    const { policy, clock } = newPolicy({ attempts: 2, windowMs: 1000 });

    const decisions = [0, 1000, 2000, 3000].map((at) => {
      clock.now = at;
      return policy.afterExit(undefined);
    });

    expect(decisions).toEqual([100, 100, 100, 100]);
  });
});
