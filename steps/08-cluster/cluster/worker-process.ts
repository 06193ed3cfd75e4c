// One worker as the primary sees it: when it became ready, what it sends, and how it ended.
import cluster, { type Address, type Worker } from "node:cluster";
import { setTimeout as sleep } from "node:timers/promises";
import { LISTEN_FAILED, READY } from "./heartbeat";
import { knockAt } from "./knock";
import { passOnOutput } from "./worker-output";

/** How long to wait for a worker's last lines if the log is not read. */
const LAST_LINES_MS = 1000;

export interface ExitStatus {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface WorkerProcessOptions {
  /** Called for every message of the worker. */
  readonly onMessage: (worker: WorkerProcess) => void;
}

export class WorkerProcess {
  /** Resolves when the worker reports ready; rejects if it ends before that. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone, and its output passed on. */
  readonly ended: Promise<ExitStatus>;
  /** Whether it was asked to end. */
  retired = false;
  /** Whether it reported that it cannot listen. */
  listenFailed = false;
  readonly #worker: Worker = fork();
  #address: Address | undefined;
  #readyAt: number | undefined;

  constructor({ onMessage }: WorkerProcessOptions) {
    const printed = passOnOutput(this.#worker.process);
    const gone = new Promise<ExitStatus>((resolve) => {
      // The only event that Node always emits.
      this.#worker.once("exit", (code, signal) => resolve({ code, signal }));
      this.#worker.on("error", () => {
        // If the fork itself failed there is no exit.
        if (this.pid === undefined) resolve({ code: null, signal: null });
      });
    });
    this.ended = gone.then(async (status) => {
      await Promise.race([printed, sleep(LAST_LINES_MS)]);
      return status;
    });
    this.#worker.once("listening", (address) => {
      this.#address = address;
    });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on("message", (message) => {
        if (message === READY) {
          this.#readyAt ??= performance.now();
          resolve();
        }
        if (message === LISTEN_FAILED) this.listenFailed = true;
        onMessage(this);
      });
      void this.ended.then((status) =>
        reject(
          new Error(
            `a worker ended ${describeExit(status)} before it was ready`,
          ),
        ),
      );
    });
    // Avoid an unhandled rejection when no caller awaits `ready`.
    this.ready.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#worker.process.pid;
  }

  /** Undefined before the worker is ready. */
  get readyForMs(): number | undefined {
    return this.#readyAt === undefined
      ? undefined
      : performance.now() - this.#readyAt;
  }

  /** Opens a connection that this worker, or another at its address, accepts. */
  knock(): void {
    if (this.#address) knockAt(this.#address);
  }

  kill(signal: NodeJS.Signals): void {
    this.#worker.process.kill(signal);
  }

  /** SIGTERM, and after `killTimeoutMs` SIGKILL. */
  async end(killTimeoutMs: number): Promise<void> {
    this.retired = true;
    this.kill("SIGTERM");
    const timer = setTimeout(() => this.kill("SIGKILL"), killTimeoutMs);
    await this.ended;
    clearTimeout(timer);
  }
}

export function describeExit({ code, signal }: ExitStatus): string {
  return signal ? `by ${signal}` : `with exit code ${code}`;
}

function fork(): Worker {
  // Each connection goes to the next worker, on Windows as well.
  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({ stdio: ["ignore", "pipe", "pipe", "ipc"] });
  return cluster.fork();
}
