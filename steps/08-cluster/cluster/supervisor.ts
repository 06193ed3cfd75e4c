// Keeps as many workers running as there should be: replaces what ends or hangs, and knows when to give up.
import type { Logger } from "winston";
import { Deadlines } from "./deadlines";
import { RestartPolicy } from "./restart-policy";
import { workerEvents } from "./worker-events";
import { type Ending, inWords, WorkerProcess } from "./worker-process";

const CHECK_MS = 500;

export interface SupervisorOptions {
  /** How many workers there should be. */
  readonly workers: number;
  readonly logger: Logger;
  /** Called once, when the workers cannot be kept running; all have ended then. */
  readonly onGivenUp: () => void;
  readonly policy?: RestartPolicy;
  /** A worker that starts says within this time that it is ready, or is killed. */
  readonly readyWithinMs?: number;
  /** The same for the time between two signs of life. */
  readonly silentAfterMs?: number;
  /** From SIGTERM to SIGKILL. */
  readonly endWithinMs?: number;
}

/**
 * Counts instead of following events: whenever a worker has ended, it starts
 * what is missing. So none is replaced twice, whatever an end is reported by,
 * and what others start and retire (`start`, `retire`) needs no case of its own.
 *
 * Should the primary die, by SIGKILL as well, then the channel to its workers
 * closes, and Node ends a worker whose channel closes.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #policy: RestartPolicy;
  readonly #deadlines = new Deadlines<WorkerProcess>({ checkMs: CHECK_MS });
  readonly #workers = new Set<WorkerProcess>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  #wanted: number;

  /** Starts all workers at once. */
  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#wanted = options.workers;
    this.#policy = options.policy ?? new RestartPolicy(options);
    setInterval(() => this.#check(), CHECK_MS).unref();
    while (this.#missing() > 0) this.#fork();
  }

  /** Those that serve, the oldest first. */
  workers(): WorkerProcess[] {
    return [...this.#workers].filter(
      ({ retired, readyForMs }) => !retired && readyForMs !== undefined,
    );
  }

  /**
   * Starts one more worker, and resolves once it is ready.
   *
   * @throws Error if it ends before; then no other is started in its place.
   */
  async start(): Promise<WorkerProcess> {
    const worker = this.#fork();
    await worker.ready;
    return worker;
  }

  /** Has a worker end, and starts another if one is missing now. */
  async retire(worker: WorkerProcess): Promise<void> {
    const gone = worker.end(this.#options.endWithinMs ?? 10_000);
    this.#startMissing(0);
    await gone;
  }

  /** Ends all workers, and starts no other. */
  async stop(): Promise<void> {
    this.#wanted = 0;
    for (const pause of this.#pauses) clearTimeout(pause);
    this.#pauses.clear();
    const workers = [...this.#workers];
    await Promise.all(workers.map((worker) => this.retire(worker)));
  }

  #missing(): number {
    const staying = [...this.#workers].filter(({ retired }) => !retired);
    return this.#wanted - staying.length - this.#pauses.size;
  }

  #fork(): WorkerProcess {
    const { logger, readyWithinMs = 30_000 } = this.#options;
    const { silentAfterMs = 10_000 } = this.#options;
    const worker = new WorkerProcess({
      onSign: () => this.#deadlines.extend(worker, silentAfterMs),
    });
    this.#workers.add(worker);
    this.#deadlines.extend(worker, readyWithinMs);
    worker.ready.then(
      () => logger.info(workerEvents.ready, { worker: worker.pid }),
      () => {}, // Said by its end, below.
    );
    void worker.ended.then((ending) => this.#afterEnd(worker, ending));
    return worker;
  }

  #afterEnd(worker: WorkerProcess, ending: Ending): void {
    const { pid, retired, readyForMs, hopeless } = worker;
    this.#workers.delete(worker);
    this.#deadlines.forget(worker);
    this.#options.logger.log(retired ? "info" : "warn", workerEvents.ended, {
      worker: pid,
      how: inWords(ending),
      wasReady: readyForMs !== undefined,
    });
    if (this.#missing() <= 0) return;
    const pause = hopeless ? "give up" : this.#policy.afterEnd(readyForMs);
    if (pause !== "give up") this.#startMissing(pause);
    else if (hopeless) void this.#giveUp("a worker cannot listen");
    else void this.#giveUp("workers keep ending at their start");
  }

  #startMissing(pauseMs: number): void {
    while (this.#missing() > 0) {
      const pause = setTimeout(() => {
        this.#pauses.delete(pause);
        this.#fork();
      }, pauseMs);
      this.#pauses.add(pause);
    }
  }

  #check(): void {
    this.#killSilent();
    for (const worker of this.#workers) worker.knock();
  }

  /** Only SIGKILL ends what is blocked: a handler for another would never run. */
  #killSilent(): void {
    for (const worker of this.#deadlines.overdue()) {
      this.#options.logger.error(workerEvents.silent, {
        worker: worker.pid,
      });
      this.#deadlines.forget(worker);
      worker.kill("SIGKILL");
    }
  }

  /** The reason is the last thing that is said: nobody has to look for it. */
  async #giveUp(reason: string): Promise<void> {
    await this.stop();
    this.#options.logger.error(`giving up: ${reason}`, {
      hint: "what each of them said before it ended is above",
    });
    this.#options.onGivenUp();
  }
}
