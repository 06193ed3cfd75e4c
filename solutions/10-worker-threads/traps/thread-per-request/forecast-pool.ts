// Trap: every forecast starts a thread of its own, and ends it. That takes longer
// than many a forecast: a heap of its own, Node's start, and the module once more.
// Caught by: a forecast › is computed in the same threads as those before it
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
  const pools = new Set<Piscina<ForecastTask, Forecast>>();
  let pending = 0;
  return {
    async run(task, signal) {
      if (pending >= threads + queue) throw busy();
      pending += 1;
      const pool = new Piscina({ filename, maxThreads: 1 });
      pools.add(pool);
      try {
        const transferList = [task.quantities.buffer];
        return await pool.run(task, { transferList, signal });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        pending -= 1;
        pools.delete(pool);
        await pool.destroy();
      }
    },
    async close() {
      await Promise.all([...pools].map((pool) => pool.destroy()));
    },
  };
}

function busy(): HttpError {
  return new HttpError(503, "busy", "All forecasters are at work.", {
    headers: { "Retry-After": "1" },
  });
}
