// Keeps the workers running that pack the orders.
import type { ChildProcess } from "node:child_process";

export interface SupervisorOptions {
  /** How many workers there should be. */
  readonly workers: number;
  /** Starts one; it says "ready", by a message, when it is. */
  readonly fork: () => ChildProcess;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** Called once, when it has given up and every worker has ended. */
  readonly onGivenUp: () => void;
}

export interface Supervisor {
  /** The numbers of the processes that are ready, the oldest first. */
  ready(): number[];
  /** Ends all workers, and starts no other. Resolves when all have ended. */
  stop(): Promise<void>;
}

export function supervise({ workers, fork }: SupervisorOptions): Supervisor {
  const children: ChildProcess[] = [];
  for (let count = 0; count < workers; count++) children.push(fork());
  // TODO 2: replace what ends, after the pause that `pauseAfter` says, and
  // give up when it says so.
  return {
    // TODO 3: a process that has been forked is not ready yet.
    ready: () => children.map(({ pid = 0 }) => pid),
    // TODO 4: end them, and let nothing start any more.
    async stop() {},
  };
}
