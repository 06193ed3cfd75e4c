// A bounded pool of threads for work that would block the event loop.
import { Piscina } from "piscina";
import type { Logger } from "winston";
import { HttpError } from "../../04-errors/errors/http-error";

export interface ThreadPoolOptions {
  /** The module whose default export does a task, as `require.resolve` names it. */
  readonly filename: string;
  readonly threads: number;
  /** How many tasks may wait for a thread; further ones are refused. */
  readonly queue: number;
  readonly logger: Logger;
}

/** A task for a thread, and which of its buffers move there instead of being copied. */
export interface Task<Data> {
  readonly data: Data;
  readonly transferList: readonly ArrayBuffer[];
}

export class ThreadPool<Data, Result> {
  readonly #threads: Piscina<Data, Result>;
  readonly #capacity: number;
  #pending = 0;

  constructor({ filename, threads, queue, logger }: ThreadPoolOptions) {
    this.#capacity = threads + queue;
    this.#threads = new Piscina({
      filename,
      minThreads: threads,
      maxThreads: threads,
      // Where a core is short, the event loops come first.
      niceIncrement: 10,
    });
    // A thread died between two tasks; piscina starts another.
    this.#threads.on("error", (error: Error) => {
      logger.error("a thread died", { error: error.stack });
    });
  }

  /**
   * Runs a task in a thread. `prepare` is called only once the task has a place:
   * a refusal costs neither a query nor memory. When the signal aborts, the task
   * gives its place back at once, and stops.
   *
   * @throws HttpError 503 `busy` if the pool is full; the signal's reason if it
   * aborted; an Error if the task threw or its thread died
   */
  async run(
    prepare: () => Promise<Task<Data>>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<Result> {
    signal?.throwIfAborted();
    if (this.#pending >= this.#capacity) throw busy();
    this.#pending += 1;
    try {
      const { data, transferList } = await unlessAborted(prepare(), signal);
      // When the signal aborts, a task that waits leaves the queue. One that runs
      // ends with its thread: code that computes cannot listen to a signal.
      return await this.#threads.run(data, {
        transferList: [...transferList],
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      this.#pending -= 1;
    }
  }

  /** Ends all threads, and the tasks that they run. */
  async close(): Promise<void> {
    await this.#threads.destroy();
  }
}

/** Rejects at once when the signal aborts; the work itself goes on to its end. */
function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

function busy(): HttpError {
  return new HttpError(503, "busy", "Too much is being computed right now.", {
    headers: { "Retry-After": "1" },
  });
}
