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

/** TODO 2: replace every worker that serves now, one after the other. */
export async function rollingRestart<Worker>(
  _fleet: Fleet<Worker>,
): Promise<Restart> {
  return { replaced: 0 };
}
