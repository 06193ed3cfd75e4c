// Trap: an end is taken from two events. A worker that crashes closes its channel
// and exits, and so gets two successors, which get four.
// Caught by: a worker › that crashes is replaced by one, at once
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { backoffAfter } from "../../backoff-after";

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

export function supervise(options: SupervisorOptions): Supervisor {
  const { workers, fork, wait, random, onCrashLoop } = options;
  const alive = new Set<ChildProcess>();
  const ready = new Set<ChildProcess>();
  let failures = 0;
  let stopping = false;

  function start(): void {
    const child = fork();
    alive.add(child);
    child.on("message", (message) => {
      if (message !== "ready") return;
      ready.add(child);
      failures = 0;
    });
    const onEnd = () => {
      const wasReady = ready.has(child);
      if (!stopping) void replace(wasReady);
    };
    child.once("disconnect", onEnd);
    child.once("exit", onEnd);
    child.once("exit", () => {
      alive.delete(child);
      ready.delete(child);
    });
  }

  async function replace(wasReady: boolean): Promise<void> {
    if (!wasReady) {
      failures += 1;
      const delay = backoffAfter(failures, random);
      if (delay === "give up") {
        await stop();
        onCrashLoop();
        return;
      }
      await wait(delay);
    }
    // The supervisor may have been stopped during the delay.
    if (!stopping) start();
  }

  async function stop(): Promise<void> {
    stopping = true;
    const ending = [...alive].map((child) => once(child, "exit"));
    for (const child of alive) child.kill();
    await Promise.all(ending);
  }

  for (let count = 0; count < workers; count++) start();
  return { ready: () => [...ready].map(({ pid = 0 }) => pid), stop };
}
