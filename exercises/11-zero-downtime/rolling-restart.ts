// Exchanges the workers of the orders API for those of a new build.

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

/** TODO 2: exchange every worker that serves now, one after the other. */
export async function rollingRestart<Worker>(
  _fleet: Fleet<Worker>,
): Promise<Restart> {
  return { replaced: 0 };
}
