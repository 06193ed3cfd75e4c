// Keeps a fixed number of workers running: replaces those that exit or hang, and gives up on a crash loop.
import type { Logger } from "winston";
import { Deadlines } from "./deadlines";
import { RestartPolicy } from "./restart-policy";
import { workerEvents } from "./worker-events";
import { describeExit, type ExitStatus, WorkerProcess } from "./worker-process";

const CHECK_MS = 500;

export interface SupervisorOptions {
  /** How many workers there should be. */
  readonly workers: number;
  readonly logger: Logger;
  /** Called once, when the workers cannot be kept running, and all have ended. */
  readonly onCrashLoop: () => void;
  readonly policy?: RestartPolicy;
  /** A worker that has not reported ready by then is killed. */
  readonly readyTimeoutMs?: number;
  /** A worker that sends no heartbeat for this long is killed. */
  readonly heartbeatTimeoutMs?: number;
  /** From SIGTERM to SIGKILL. */
  readonly killTimeoutMs?: number;
}

/**
 * Counts instead of following events: whenever a worker has ended, it starts as
 * many as are missing. So no worker is replaced twice, however many events
 * report its end, and workers that `start` adds and `retire` removes need no
 * special case.
 *
 * If the primary dies, by SIGKILL as well, the channel to its workers closes,
 * and Node ends a worker whose channel closes.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #policy: RestartPolicy;
  readonly #deadlines = new Deadlines<WorkerProcess>({ checkMs: CHECK_MS });
  readonly #workers = new Set<WorkerProcess>();
  readonly #waiting = new Set<NodeJS.Timeout>();
  #wanted: number;

  /** Starts all workers at once. */
  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#wanted = options.workers;
    this.#policy = options.policy ?? new RestartPolicy(options);
    setInterval(() => this.#check(), CHECK_MS).unref();
    while (this.#missing() > 0) this.#fork();
  }

  /** The workers that serve, the oldest first. */
  workers(): WorkerProcess[] {
    return [...this.#workers].filter(
      ({ retired, readyForMs }) => !retired && readyForMs !== undefined,
    );
  }

  /**
   * Starts one more worker, and resolves once it is ready.
   *
   * @throws Error if it ends before; it is not replaced then.
   */
  async start(): Promise<WorkerProcess> {
    const worker = this.#fork();
    await worker.ready;
    return worker;
  }

  /** Ends a worker, and starts another if one is missing now. */
  async retire(worker: WorkerProcess): Promise<void> {
    const gone = worker.end(this.#options.killTimeoutMs ?? 10_000);
    this.#startMissing(0);
    await gone;
  }

  /** Ends all workers, and starts no others. */
  async stop(): Promise<void> {
    this.#wanted = 0;
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
    const workers = [...this.#workers];
    await Promise.all(workers.map((worker) => this.retire(worker)));
  }

  #missing(): number {
    const staying = [...this.#workers].filter(({ retired }) => !retired);
    return this.#wanted - staying.length - this.#waiting.size;
  }

  #fork(): WorkerProcess {
    const { logger, readyTimeoutMs = 30_000 } = this.#options;
    const { heartbeatTimeoutMs = 10_000 } = this.#options;
    const worker = new WorkerProcess({
      onMessage: () => this.#deadlines.extend(worker, heartbeatTimeoutMs),
    });
    this.#workers.add(worker);
    this.#deadlines.extend(worker, readyTimeoutMs);
    worker.ready.then(
      () => logger.info(workerEvents.ready, { worker: worker.pid }),
      () => {}, // Its exit is logged below.
    );
    void worker.ended.then((status) => this.#afterExit(worker, status));
    return worker;
  }

  #afterExit(worker: WorkerProcess, status: ExitStatus): void {
    const { pid, retired, readyForMs, listenFailed } = worker;
    this.#workers.delete(worker);
    this.#deadlines.forget(worker);
    this.#options.logger.log(retired ? "info" : "warn", workerEvents.ended, {
      worker: pid,
      how: describeExit(status),
      wasReady: readyForMs !== undefined,
    });
    if (this.#missing() <= 0) return;
    const backoff = listenFailed
      ? "give up"
      : this.#policy.afterExit(readyForMs);
    if (backoff !== "give up") this.#startMissing(backoff);
    else if (listenFailed) void this.#giveUp("a worker cannot listen");
    else void this.#giveUp("workers keep ending at their start");
  }

  #startMissing(backoffMs: number): void {
    while (this.#missing() > 0) {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        this.#fork();
      }, backoffMs);
      this.#waiting.add(timer);
    }
  }

  #check(): void {
    this.#killUnresponsive();
    for (const worker of this.#workers) worker.knock();
  }

  /** Only SIGKILL ends a blocked process: it would never run a handler of another signal. */
  #killUnresponsive(): void {
    for (const worker of this.#deadlines.overdue()) {
      this.#options.logger.error(workerEvents.silent, {
        worker: worker.pid,
      });
      this.#deadlines.forget(worker);
      worker.kill("SIGKILL");
    }
  }

  /** Logs the reason last, where an operator sees it first. */
  async #giveUp(reason: string): Promise<void> {
    await this.stop();
    this.#options.logger.error(`giving up: ${reason}`, {
      hint: "what each of them said before it ended is above",
    });
    this.#options.onCrashLoop();
  }
}
