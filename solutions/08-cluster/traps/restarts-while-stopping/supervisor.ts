// Trap: workers that end because they were told to are replaced like all others.
// The program cannot be stopped but by SIGKILL.
// Caught by: stop › ends all workers, and resolves when they have ended
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { pauseAfter } from "../../pause-after";

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

export function supervise(options: SupervisorOptions): Supervisor {
  const { workers, fork, wait, random, onGivenUp } = options;
  const alive = new Set<ChildProcess>();
  const ready = new Set<ChildProcess>();
  let failures = 0;

  function start(): void {
    const child = fork();
    alive.add(child);
    child.on("message", (message) => {
      if (message !== "ready") return;
      ready.add(child);
      failures = 0;
    });
    // The one event that comes once for every end, whatever brought it about.
    child.once("exit", () => {
      alive.delete(child);
      const wasReady = ready.delete(child);
      void replace(wasReady);
    });
  }

  async function replace(wasReady: boolean): Promise<void> {
    if (!wasReady) {
      failures += 1;
      const pause = pauseAfter(failures, random);
      if (pause === "give up") {
        await stop();
        onGivenUp();
        return;
      }
      await wait(pause);
    }
    start();
  }

  async function stop(): Promise<void> {
    const ending = [...alive].map((child) => once(child, "exit"));
    for (const child of alive) child.kill();
    await Promise.all(ending);
  }

  for (let count = 0; count < workers; count++) start();
  return { ready: () => [...ready].map(({ pid = 0 }) => pid), stop };
}
