// Says when requests are due, to a fraction of a millisecond, by a clock that all threads share.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { typescriptArgs } from "../../servers/start/child-environment";

/** Microseconds since some fixed moment, with a fraction. */
export type Clock = () => number;

export const monotonicClock: Clock = () =>
  Number(process.hrtime.bigint()) / 1000;

/** Evenly spaced moments. All times are in the clock's microseconds. */
export interface Schedule {
  readonly start: number;
  readonly interval: number;
  readonly count: number;
}

/** Calls back whenever one or more moments of the schedules have come. */
export interface Pacer {
  run(schedules: readonly Schedule[], due: () => void): void;
  stop(): Promise<void>;
}

/*
 * Why a thread: Node's timers have whole milliseconds, so that half a
 * millisecond would be added to every latency; spinning on setImmediate is
 * exact, but burns a core that the server needs. A thread that sleeps in
 * Atomics.wait and wakes the main one is late by about 0.1 ms, at 3 % of a core
 * for 500 requests a second and 8 % for 2 000 (2 cores, Linux, Node 24; timers
 * 0.5 ms late on average and 1.1 ms at the 99th percentile, spinning 100 %).
 * How late it is elsewhere is measured in every window.
 */

/** Starts the pacing thread; resolves when it runs. */
export function startPacer(): Promise<Pacer> {
  const woken = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(join(__dirname, "pacer-thread.ts"), {
    workerData: woken,
    execArgv: typescriptArgs(),
  });
  let notify = (): void => {};
  thread.on("message", () => {
    Atomics.store(woken, 0, 0);
    notify();
  });
  const pacer: Pacer = {
    run(schedules, due) {
      notify = due;
      thread.postMessage(schedules);
    },
    async stop() {
      await thread.terminate();
    },
  };
  return new Promise((resolve, reject) => {
    thread.once("error", reject);
    thread.once("online", () => resolve(pacer));
  });
}
