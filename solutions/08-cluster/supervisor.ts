// Keeps the workers running that pack the orders.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { pauseAfter } from "./pause-after";

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
  let stopping = false;

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
      if (!stopping) void replace(wasReady);
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
    // The pause was long enough for somebody to stop everything.
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
