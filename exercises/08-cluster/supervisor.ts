// Supervises the workers that pack the orders.
import type { ChildProcess } from "node:child_process";

export interface SupervisorOptions {
  /** How many workers there should be. */
  readonly workers: number;
  /** Starts a worker, which sends the message "ready" when it is. */
  readonly fork: () => ChildProcess;
  /** Resolves after `ms` milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** Called once, when the supervisor has given up and every worker has exited. */
  readonly onCrashLoop: () => void;
}

export interface Supervisor {
  /** The ids of the processes that are ready, the oldest first. */
  ready(): number[];
  /** Ends all workers, and starts no other. Resolves when all have exited. */
  stop(): Promise<void>;
}

export function supervise({ workers, fork }: SupervisorOptions): Supervisor {
  const children: ChildProcess[] = [];
  for (let count = 0; count < workers; count++) children.push(fork());
  // TODO 2: replace each worker that exits, after the delay that `backoffAfter`
  // returns, and give up when it says so.
  return {
    // TODO 3: a process that has been forked is not ready yet.
    ready: () => children.map(({ pid = 0 }) => pid),
    // TODO 4: end all workers, and start no other.
    async stop() {},
  };
}
