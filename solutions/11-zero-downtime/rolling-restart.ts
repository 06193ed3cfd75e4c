// Rolling restart: replaces the workers of the orders API by those of a new build.

/** What a supervisor can do, as in steps 8 and 11. */
export interface Fleet<Worker> {
  /** The workers that serve now; one that has died is not among them. */
  workers(): readonly Worker[];
  /** Starts one more, and resolves when it is ready; rejects if it cannot start. */
  start(): Promise<Worker>;
  /** Makes a worker drain, and resolves when it has exited. */
  retire(worker: Worker): Promise<void>;
}

export interface Restart {
  /** How many were replaced. */
  readonly replaced: number;
  /** Why the restart was given up; undefined if it was not. */
  readonly failure?: unknown;
}

export async function rollingRestart<Worker>(
  fleet: Fleet<Worker>,
): Promise<Restart> {
  let replaced = 0;
  for (const old of fleet.workers()) {
    // It may have died meanwhile, and then its successor is of the new build.
    if (!fleet.workers().includes(old)) continue;
    try {
      await fleet.start();
    } catch (failure) {
      return { replaced, failure };
    }
    await fleet.retire(old);
    replaced += 1;
  }
  return { replaced };
}
