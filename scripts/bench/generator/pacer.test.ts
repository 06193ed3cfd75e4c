// Proves that the pacing thread is never early and forgets no moment.
import { afterEach, expect, test } from "@jest/globals";
import { monotonicClock, type Pacer, type Schedule, startPacer } from "./pacer";

let pacer: Pacer | undefined;
afterEach(() => pacer?.stop());

/** Runs the schedules to their end; the times at which something was due. */
async function wakeUps(schedules: Schedule[]): Promise<number[]> {
  const ends = schedules.map((s) => s.start + (s.count - 1) * s.interval);
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    pacer?.run(schedules, () => {
      const now = monotonicClock();
      times.push(now);
      if (now >= Math.max(...ends)) resolve();
    });
  });
  return times;
}

test("wakes for the moments of all schedules, and not before the first", async () => {
  pacer = await startPacer();
  const start = monotonicClock() + 5_000;
  const times = await wakeUps([
    { start, interval: 500, count: 20 },
    { start: start + 2_000, interval: 4_000, count: 3 },
  ]);
  expect(times[0]).toBeGreaterThanOrEqual(start);
  expect(times.length).toBeLessThanOrEqual(23);
});

test("can run one window after another", async () => {
  pacer = await startPacer();
  for (let window = 0; window < 2; window++) {
    const start = monotonicClock() + 1_000;
    const times = await wakeUps([{ start, interval: 1_000, count: 3 }]);
    expect(times.length).toBeGreaterThan(0);
  }
});

test("wakes at once for moments that have passed", async () => {
  pacer = await startPacer();
  const start = monotonicClock() - 1e6;
  const times = await wakeUps([{ start, interval: 10, count: 100 }]);
  expect(times.length).toBeGreaterThan(0);
});
