// One worker as the primary sees it: when it was ready, when it was last heard of, how it ended.
import cluster, { type Address, type Worker } from "node:cluster";
import { setTimeout as sleep } from "node:timers/promises";
import { knockAt } from "./knock";
import { HOPELESS, READY } from "./signs-of-life";
import { passOnOutput } from "./worker-output";

/** For what a worker has printed last, where nobody reads the log. */
const LAST_LINES_MS = 1000;

export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface WorkerProcessOptions {
  /** Called for whatever the worker says. */
  readonly onSign: (worker: WorkerProcess) => void;
}

export class WorkerProcess {
  /** Resolves when the worker says so; rejects if it ends before that. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone, behind what it has printed. */
  readonly ended: Promise<Ending>;
  /** Whether it was told to end. */
  retired = false;
  /** Whether it said that it never will be ready. */
  hopeless = false;
  readonly #worker: Worker = fork();
  #address: Address | undefined;
  #readyAt: number | undefined;

  constructor({ onSign }: WorkerProcessOptions) {
    const printed = passOnOutput(this.#worker.process);
    const gone = new Promise<Ending>((resolve) => {
      // The one event that is sure to come.
      this.#worker.once("exit", (code, signal) => resolve({ code, signal }));
      this.#worker.on("error", () => {
        // It could not even be forked, and then there is no exit.
        if (this.pid === undefined) resolve({ code: null, signal: null });
      });
    });
    this.ended = gone.then(async (ending) => {
      await Promise.race([printed, sleep(LAST_LINES_MS)]);
      return ending;
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
        if (message === HOPELESS) this.hopeless = true;
        onSign(this);
      });
      void this.ended.then((ending) =>
        reject(
          new Error(`a worker ended ${inWords(ending)} before it was ready`),
        ),
      );
    });
    // Whoever waits for it hears of a rejection; nobody has to.
    this.ready.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#worker.process.pid;
  }

  /** Undefined for a worker that has not been ready yet. */
  get readyForMs(): number | undefined {
    return this.#readyAt === undefined
      ? undefined
      : performance.now() - this.#readyAt;
  }

  /** Has a connection arrive at it, or at another that listens there. */
  knock(): void {
    if (this.#address) knockAt(this.#address);
  }

  kill(signal: NodeJS.Signals): void {
    this.#worker.process.kill(signal);
  }

  /** Asks it to end, and after so many milliseconds does not ask any more. */
  async end(withinMs: number): Promise<void> {
    this.retired = true;
    this.kill("SIGTERM");
    const timer = setTimeout(() => this.kill("SIGKILL"), withinMs);
    await this.ended;
    clearTimeout(timer);
  }
}

export function inWords({ code, signal }: Ending): string {
  return signal ? `by ${signal}` : `with exit code ${code}`;
}

function fork(): Worker {
  // Each connection goes to the next worker, on Windows as well.
  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({ stdio: ["ignore", "pipe", "pipe", "ipc"] });
  return cluster.fork();
}
