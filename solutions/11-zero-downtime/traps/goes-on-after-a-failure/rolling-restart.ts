// Trap: a build that cannot start does not end the restart, and the old workers go
// all the same. After the last one nobody serves.
// Caught by: a rolling restart › is given up where the new build cannot start: the old ones go on

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
  let failure: unknown;
  for (const old of fleet.workers()) {
    // It may have died meanwhile, and then its successor is of the new build.
    if (!fleet.workers().includes(old)) continue;
    try {
      await fleet.start();
    } catch (error) {
      failure = error;
    }
    await fleet.retire(old);
    replaced += 1;
  }
  return failure === undefined ? { replaced } : { replaced, failure };
}
