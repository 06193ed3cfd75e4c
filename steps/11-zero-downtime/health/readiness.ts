// Tells whoever distributes requests whether this process wants any.
import type { RequestHandler } from "express";

/** Where a process is between its start and its end. */
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
 * Says nothing about the database or the store. All processes share those: if
 * each of them stepped back when one fails, nobody would be left to answer,
 * not even what can be answered without.
 */
export function readiness(state: Readiness): RequestHandler {
  return function readiness(_req, res) {
    res.status(state.state === "ready" ? 200 : 503);
    res.setHeader("Cache-Control", "no-store");
    res.json({ status: state.state });
  };
}
