// Computes forecasts in a bounded pool of threads.
import forecast, { type Forecast, type ForecastTask } from "./forecast";

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

/**
 * TODO 1: a pool of `options.threads` threads, by piscina. For now a forecast is
 * computed here, on the event loop, and every other request has to wait.
 */
export function forecastPool(_options: ForecastPoolOptions): ForecastPool {
  return {
    run: async (task) => forecast(task),
    close: async () => {},
  };
}
