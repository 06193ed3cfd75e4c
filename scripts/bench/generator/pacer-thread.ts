// The pacing thread: sleeps until the next moment, then wakes the main thread.
import { parentPort, workerData } from "node:worker_threads";
import { monotonicClock, type Schedule } from "./pacer";

/** Woken: 1 while the main thread has been woken and has not looked yet. */
const woken: Int32Array = workerData;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

parentPort?.on("message", (schedules: Schedule[]) => {
  for (const moment of moments(schedules)) {
    sleepUntil(moment);
    if (Atomics.exchange(woken, 0, 1) === 0) parentPort?.postMessage(null);
  }
});

/** The moments of all schedules, in order. */
function* moments(schedules: readonly Schedule[]): Generator<number> {
  const next = schedules.map((schedule) => ({ ...schedule, index: 0 }));
  for (;;) {
    let earliest: (typeof next)[number] | undefined;
    let moment = Number.POSITIVE_INFINITY;
    for (const schedule of next) {
      const due = schedule.start + schedule.index * schedule.interval;
      if (schedule.index < schedule.count && due < moment) {
        earliest = schedule;
        moment = due;
      }
    }
    if (!earliest) return;
    earliest.index++;
    yield moment;
  }
}

function sleepUntil(moment: number): void {
  for (;;) {
    const milliseconds = (moment - monotonicClock()) / 1000;
    if (milliseconds <= 0) return;
    Atomics.wait(sleeper, 0, 0, milliseconds);
  }
}
