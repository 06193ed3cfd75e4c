// Lends out running servers of a subject, each to one borrower at a time.
import { holdServices } from "../../servers/services/hold-services";
import { StepServer } from "./step-server";
import type { Subject } from "./subject";

/**
 * Starting a server costs half a second of a core: one that has survived a
 * behaviour serves the next one, one that has not is replaced.
 */
export class ServerPool {
  readonly #subject: Subject;
  readonly #idle: StepServer[] = [];
  readonly #started: StepServer[] = [];
  readonly #waiting: (() => void)[] = [];
  #free: number;
  /** So that its services do not end with one server, and start for the next. */
  #services: Promise<{ stop(): Promise<void> }> | undefined;

  /** @param size how many may run at once */
  constructor(subject: Subject, size: number) {
    this.#subject = subject;
    this.#free = size;
  }

  async use<T>(task: (server: StepServer) => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      const server = this.#idle.pop() ?? (await this.#start());
      const result = await task(server);
      if (await server.isUp()) this.#idle.push(server);
      return result;
    } finally {
      this.#leave();
    }
  }

  /** Stops every server, those that a failed task still has included. */
  async close(): Promise<void> {
    await Promise.all(this.#started.map((server) => server.stop()));
    await (await this.#services)?.stop();
  }

  async #start(): Promise<StepServer> {
    const { step, store } = this.#subject;
    this.#services ??= holdServices(step, store);
    await this.#services;
    const server = await StepServer.start(this.#subject);
    this.#started.push(server);
    return server;
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
