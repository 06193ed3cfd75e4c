// Readiness: tells the load balancer whether to send requests to this process.
import type { RequestHandler } from "express";

/** The state of a process between its start and its end. */
export class Readiness {
  #state: "starting" | "ready" | "draining" = "starting";

  /** @param prepared resolves when the process can serve */
  constructor(prepared: Promise<unknown>) {
    void prepared.then(() => {
      // A process that drains does not become ready any more.
      if (this.#state === "starting") this.#state = "ready";
    });
  }

  get state(): string {
    return this.#state;
  }

  draining(): void {
    this.#state = "draining";
  }
}

/**
 * Says nothing about the database or the store: all processes share those. If each
 * became unready when one of them fails, no process would be left to answer, not
 * even the requests that need neither.
 */
export function readiness(state: Readiness): RequestHandler {
  return function readiness(_req, res) {
    res.status(state.state === "ready" ? 200 : 503);
    res.setHeader("Cache-Control", "no-store");
    res.json({ status: state.state });
  };
}
