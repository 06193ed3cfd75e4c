// Trap: nobody is refused. Each forecast that waits keeps its years of quantities
// and its connection, and the last one is answered when its client has long gone.
// Caught by: a full pool › answers 503, and says when to come back
import { Piscina } from "piscina";
import type {
  Forecast,
  ForecastTask,
} from "../../../../exercises/10-worker-threads/forecast";

export interface ForecastPoolOptions {
  /** The module that a thread runs; its default export does a task. */
  readonly filename: string;
  readonly threads: number;
  /** How many forecasts may wait for a thread. */
  readonly queue: number;
}

export interface ForecastPool {
  /**
   * Moves the quantities to the thread: the caller cannot read them afterwards.
   *
   * @throws HttpError 503 `busy` if all threads are busy and the queue is full; the
   * signal's reason if it aborted
   */
  run(task: ForecastTask, signal: AbortSignal): Promise<Forecast>;
  /** Ends all threads. */
  close(): Promise<void>;
}

export function forecastPool({
  filename,
  threads,
}: ForecastPoolOptions): ForecastPool {
  const pool = new Piscina<ForecastTask, Forecast>({
    filename,
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    async run(task, signal) {
      try {
        const transferList = [task.quantities.buffer];
        return await pool.run(task, { transferList, signal });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
    close: () => pool.destroy(),
  };
}
