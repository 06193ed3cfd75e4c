// A shop for the tests: real worker processes, and delays that end when the test says so.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { type Supervisor, supervise } from "../supervisor";

type Start = "well" | "badly" | "slowly";

export interface Shop extends Supervisor {
  /** All workers that were ever forked, in order. */
  readonly forked: readonly ChildProcess[];
  /** How the next workers start. */
  start: Start;
  /** The delays that the supervisor asked for, in milliseconds. */
  readonly pauses: readonly number[];
  /** For each call of `onCrashLoop`: was a worker left? */
  readonly givenUp: readonly { readonly isAnyAlive: boolean }[];
  /** Ends the oldest delay. */
  endPause(): Promise<void>;
  /** Resolves when that worker says that it is ready. */
  saysReady(index: number): Promise<void>;
  /** Resolves when that worker has exited, and the supervisor knows. */
  ended(index: number): Promise<void>;
  /** Whether a worker is left that has not exited. */
  isAnyAlive(): boolean;
  close(): Promise<void>;
}

interface Settings {
  readonly start?: Start;
  readonly random?: () => number;
}

export function openShop(
  workers: number,
  { start = "well", random = () => 1 }: Settings = {},
): Shop {
  const forked: ChildProcess[] = [];
  const readies: Promise<unknown>[] = [];
  const ends: Promise<unknown>[] = [];
  const pauses: number[] = [];
  const waking: (() => void)[] = [];
  const givenUp: { isAnyAlive: boolean }[] = [];
  const state = { start };

  const supervisor = supervise({
    workers,
    random,
    fork() {
      const env = { ...process.env, START: state.start };
      const child = fork(join(__dirname, "order-worker.js"), {
        execArgv: [],
        stdio: ["ignore", "ignore", "ignore", "ipc"],
        env,
      });
      forked.push(child);
      readies.push(once(child, "message"));
      ends.push(once(child, "exit"));
      return child;
    },
    wait(ms) {
      if (ms === 0) return Promise.resolve();
      pauses.push(ms);
      return new Promise((resolve) => waking.push(resolve));
    },
    onCrashLoop() {
      givenUp.push({ isAnyAlive: forked.some(isAlive) });
    },
  });

  return Object.assign(state, {
    ...supervisor,
    forked,
    pauses,
    givenUp,
    async endPause() {
      waking.shift()?.();
      await turn();
    },
    async saysReady(index: number) {
      await readies[index];
      await turn();
    },
    async ended(index: number) {
      await ends[index];
      await turn();
    },
    isAnyAlive: () => forked.some(isAlive),
    async close() {
      for (const child of forked) child.kill("SIGKILL");
      await Promise.all(ends);
    },
  });
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
