// Trap: the quantities are copied to the thread, by the main thread: the more
// there are, the longer it does nothing else.
// Caught by: a forecast › gets the quantities moved, not copied
import { Piscina } from "piscina";
import type {
  Forecast,
  ForecastTask,
} from "../../../../exercises/10-worker-threads/forecast";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

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
  queue,
}: ForecastPoolOptions): ForecastPool {
  const pool = new Piscina<ForecastTask, Forecast>({
    filename,
    minThreads: threads,
    maxThreads: threads,
  });
  let pending = 0;
  return {
    async run(task, signal) {
      if (pending >= threads + queue) throw busy();
      pending += 1;
      try {
        return await pool.run(task, { signal });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        pending -= 1;
      }
    },
    close: () => pool.destroy(),
  };
}

function busy(): HttpError {
  return new HttpError(503, "busy", "All forecasters are at work.", {
    headers: { "Retry-After": "1" },
  });
}
