// Trap: all successors start together. Twice as many processes want the same memory,
// and connections to the same database.
// Caught by: a rolling restart › has each successor ready before the old one drains, one at a time

/** What a supervisor can do, as in steps 8 and 11. */
export interface Fleet<Worker> {
  /** Those that serve now: one that has died is not among them. */
  workers(): readonly Worker[];
  /** Starts one more, and resolves when it is ready; rejects if it cannot start. */
  start(): Promise<Worker>;
  /** Has one drain, and resolves when it has ended. */
  retire(worker: Worker): Promise<void>;
}

export interface Restart {
  /** How many were exchanged. */
  readonly replaced: number;
  /** Why it was given up; undefined where it was not. */
  readonly failure?: unknown;
}

export async function rollingRestart<Worker>(
  fleet: Fleet<Worker>,
): Promise<Restart> {
  let replaced = 0;
  try {
    await Promise.all(
      fleet.workers().map(async (old) => {
        await fleet.start();
        await fleet.retire(old);
        replaced += 1;
      }),
    );
    return { replaced };
  } catch (failure) {
    return { replaced, failure };
  }
}
