// The closed-loop client for capacity: each connection sends its next request when it has its response.
import { performance } from "node:perf_hooks";
import type { Target } from "./connection";
import type { ClosedLoopPlan } from "./plan";
import { countUp, RequestSource, toBytes } from "./request-source";
import { Tally } from "./tally";
import { type NextRequest, UserLane } from "./user-lane";
import { type WindowResult, watchClientCost } from "./window-result";

/**
 * Raw connections, because a client in JavaScript competes with what it
 * measures: autocannon takes 31 µs of processor time a request, more than a
 * quick server does, and its figures are void once a request was lost.
 *
 * A loop keeps its connections from one plan to the next, so that slices of a
 * tenth of a second do not measure how connections are opened.
 */
export class ClosedLoop {
  readonly #host: string;
  readonly #target: Target;
  #lanes: UserLane[] = [];
  #plan: ClosedLoopPlan;
  #fail: (error: Error) => void = () => {};

  constructor(plan: ClosedLoopPlan) {
    this.#plan = plan;
    const { host, hostname, port } = new URL(plan.url);
    this.#host = host;
    this.#target = {
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || 80),
    };
  }

  /** Goes on with another plan for the same server. */
  use(plan: ClosedLoopPlan): void {
    this.#plan = plan;
  }

  /** Opens the connections that are not open; resolves when each is, or has failed. */
  async connect(): Promise<void> {
    const { connections } = this.#plan;
    for (const lane of this.#lanes.splice(connections)) lane.close();
    while (this.#lanes.length < connections) {
      this.#lanes.push(
        new UserLane(this.#target, (error) => this.#fail(error)),
      );
    }
    await Promise.all(this.#lanes.map((lane) => lane.connect()));
  }

  warmUp(): Promise<WindowResult> {
    return this.#runWindow(this.#plan.warmupMs);
  }

  /**
   * Sends for the plan's time, then waits for what is in flight.
   *
   * @throws Error where the client's own machine failed: no ports left, say.
   */
  measure(): Promise<WindowResult> {
    return this.#runWindow(this.#plan.durationMs);
  }

  close(): void {
    for (const lane of this.#lanes.splice(0)) lane.close();
  }

  async #runWindow(durationMs: number): Promise<WindowResult> {
    await this.connect();
    const tally = new Tally();
    const requests = this.#requests(tally);
    const startedAt = new Date().toISOString();
    const clientCost = watchClientCost();
    const start = performance.now();
    const until = start + durationMs;
    const { timeoutMs } = this.#plan;
    await this.#settle(
      this.#lanes.map((lane, index) =>
        lane.run({ next: requests(index), until, timeoutMs }),
      ),
    );
    // One that is busy to the last response has worked for all of this time.
    const sendingMs = performance.now() - start;
    return {
      loop: "closed",
      startedAt,
      sendingMs,
      elapsedMs: sendingMs,
      ...tally.results(),
      client: clientCost(),
    };
  }

  /** Each connection draws requests of its own; one that never changes is built once. */
  #requests(tally: Tally): (lane: number) => NextRequest {
    const { kinds, seed, numbersAfter } = this.#plan;
    const serial = countUp(numbersAfter);
    return (lane) => {
      const source = new RequestSource(kinds, seed + lane, serial);
      const draw: NextRequest = () => {
        const request = source.next();
        const bytes = toBytes(request, this.#host, "keep-alive");
        return { bytes, tally: tally.of(request.kind) };
      };
      if (!source.isConstant) return draw;
      const only = draw();
      return () => only;
    };
  }

  async #settle(running: readonly Promise<void>[]): Promise<void> {
    const fault = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    const expiry = setInterval(() => {
      for (const lane of this.#lanes) lane.expire();
    }, EXPIRY_CHECK_MS);
    await Promise.race([Promise.all(running), fault]).finally(() =>
      clearInterval(expiry),
    );
  }
}

const EXPIRY_CHECK_MS = 20;
