// Trap: the forecast goes on after its client has left. Who asks and leaves again
// and again, as an impatient person at a browser does, keeps every thread busy.
// Caught by: a client that leaves › frees the thread, which others need
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
        const transferList = [task.quantities.buffer];
        return await pool.run(task, { transferList });
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
