// A bounded pool of threads for work that would block the event loop.
import { Piscina } from "piscina";
import type { Logger } from "winston";
import { HttpError } from "../../04-errors/errors/http-error";

export interface ThreadPoolOptions {
  /** The module whose default export does a task, as `require.resolve` names it. */
  readonly filename: string;
  readonly threads: number;
  /** How many tasks may wait for a thread; whoever comes then is refused. */
  readonly queue: number;
  readonly logger: Logger;
}

/** What a thread is given, and which of its buffers move there instead of being copied. */
export interface Handover<Task> {
  readonly task: Task;
  readonly move: readonly ArrayBuffer[];
}

export class ThreadPool<Task, Result> {
  readonly #threads: Piscina<Task, Result>;
  readonly #places: number;
  #taken = 0;

  constructor({ filename, threads, queue, logger }: ThreadPoolOptions) {
    this.#places = threads + queue;
    this.#threads = new Piscina({
      filename,
      minThreads: threads,
      maxThreads: threads,
      // Where a core is short, the event loops come first.
      niceIncrement: 10,
    });
    // A thread that dies between two tasks; another takes its place.
    this.#threads.on("error", (error: Error) => {
      logger.error("a thread died", { error: error.stack });
    });
  }

  /**
   * What a thread makes of the task. `prepare` is called for a task that has a
   * place, and only then: a refusal costs neither a query nor memory. Whoever
   * leaves gives the place back at once, and nothing is run for it any more.
   *
   * @throws HttpError 503 `busy` where no place is free; the signal's reason
   * where it ended the task; an Error where the task threw or its thread died
   */
  async run(
    prepare: () => Promise<Handover<Task>>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<Result> {
    signal?.throwIfAborted();
    if (this.#taken >= this.#places) throw busy();
    this.#taken += 1;
    try {
      const { task, move } = await unlessAborted(prepare(), signal);
      // A task that waits leaves the queue when the signal aborts. One that
      // runs is ended with its thread, for code that computes hears nothing.
      return await this.#threads.run(task, { transferList: [...move], signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      this.#taken -= 1;
    }
  }

  /** Ends all threads, and with them the tasks that run. */
  async close(): Promise<void> {
    await this.#threads.destroy();
  }
}

/** Whatever is being prepared goes on to its end, and nobody waits for it. */
function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", leave));
  });
}

function busy(): HttpError {
  return new HttpError(503, "busy", "Too much is being computed right now.", {
    headers: { "Retry-After": "1" },
  });
}
