// Computes forecasts in a pool of threads, and takes on no more than there is room for.
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
   * Moves the quantities to the thread: they are gone afterwards.
   *
   * @throws HttpError 503 `busy` where all threads and all of the queue are
   * taken; the signal's reason where it aborted
   */
  run(task: ForecastTask, signal: AbortSignal): Promise<Forecast>;
  /** Ends all threads. */
  close(): Promise<void>;
}

/**
 * TODO 1: a pool of `options.threads` threads, by piscina. For now a forecast is
 * computed right here, and whoever else asks for something has to wait.
 */
export function forecastPool(_options: ForecastPoolOptions): ForecastPool {
  return {
    run: async (task) => forecast(task),
    close: async () => {},
  };
}
