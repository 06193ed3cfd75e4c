// The evenly paced open-loop client: latency from the intended send time.

import { ConnectionPool } from "./connection-pool";
import { PacedStream } from "./paced-stream";
import type { Clock, Pacer, Schedule } from "./pacer";
import type { OpenLoopPlan, Stream } from "./plan";
import { countUp, RequestSource } from "./request-source";
import { Tally } from "./tally";
import {
  LatencyHistogram,
  type WindowResult,
  watchClientCost,
} from "./window-result";

/** Runs windows of one plan, one after another, over the same connections. */
export class OpenLoop {
  readonly #plan: OpenLoopPlan;
  readonly #clock: Clock;
  readonly #pacer: Pacer;
  readonly #lanes: readonly Lane[];
  #fail: (error: Error) => void = () => {};

  constructor(plan: OpenLoopPlan, clock: Clock, pacer: Pacer) {
    this.#plan = plan;
    this.#clock = clock;
    this.#pacer = pacer;
    const { hostname, port } = new URL(plan.url);
    const host = hostname.replace(/^\[|\]$/g, "");
    const target = { host, port: Number(port || 80) };
    const serial = countUp(plan.numbersAfter);
    this.#lanes = plan.streams.map((stream, index) => ({
      stream,
      source: new RequestSource(stream.kinds, plan.seed + index, serial),
      pool: new ConnectionPool({
        target,
        size: stream.connections,
        reuse: stream.reuse === "keep-alive",
        fault: (error) => this.#fail(error),
      }),
    }));
  }

  /** Opens the connections that are kept alive, ahead of the first window. */
  async connect(): Promise<void> {
    const kept = this.#lanes.filter(
      ({ stream }) => stream.reuse === "keep-alive",
    );
    await Promise.all(kept.map(({ pool }) => pool.connectAll()));
  }

  /** The same load as in the measured window, for the plan's warm-up time. */
  warmUp(): Promise<WindowResult> {
    return this.#runWindow((stream, start) =>
      fillWindow(stream, start, this.#plan.warmupMs),
    );
  }

  /**
   * The measured window: sends, then waits until each request has its outcome.
   *
   * @throws Error where the client's own machine failed: no ports left, say.
   */
  measure(): Promise<WindowResult> {
    return this.#runWindow((stream, start) => ({
      ...fillWindow(stream, start, this.#plan.durationMs),
      ...(stream.count && { count: stream.count }),
    }));
  }

  close(): void {
    for (const { pool } of this.#lanes) pool.close();
  }

  async #runWindow(
    scheduleOf: (stream: Stream, start: number) => Schedule,
  ): Promise<WindowResult> {
    const tally = new Tally();
    const lateness = new LatencyHistogram();
    const startedAt = new Date().toISOString();
    const start = this.#clock() + LEAD;
    const clientCost = watchClientCost();
    const sending = this.#lanes.map((lane) => {
      const schedule = scheduleOf(lane.stream, start);
      const timeout = this.#plan.timeoutMs * 1000;
      const { host } = new URL(this.#plan.url);
      const clock = this.#clock;
      const parts = { host, clock, tally, lateness, timeout };
      return new PacedStream({ ...lane, ...parts, schedule });
    });
    await this.#settle(sending);
    const { histogram: _, ...late } = lateness.summary();
    return {
      loop: "open",
      startedAt,
      sendingMs: Math.max(...sending.map(({ schedule }) => lengthOf(schedule))),
      elapsedMs: (this.#clock() - start) / 1000,
      ...tally.results(),
      client: { ...clientCost(), lateness: late },
    };
  }

  async #settle(streams: readonly PacedStream[]): Promise<void> {
    const fault = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    const expiry = setInterval(() => {
      for (const stream of streams) stream.expire();
    }, EXPIRY_CHECK_MS);
    this.#pacer.run(
      streams.map(({ schedule }) => schedule),
      () => {
        for (const stream of streams) stream.sendDue();
      },
    );
    const settled = Promise.all(streams.map((stream) => stream.settled));
    await Promise.race([settled, fault]).finally(() => clearInterval(expiry));
  }
}

interface Lane {
  readonly stream: Stream;
  readonly source: RequestSource;
  readonly pool: ConnectionPool;
}

/** Before the first request, in microseconds: time to tell the pacer. */
const LEAD = 20_000;
const EXPIRY_CHECK_MS = 20;

function fillWindow(
  { rate }: Stream,
  start: number,
  durationMs: number,
): Schedule {
  const count = Math.max(1, Math.floor((rate * durationMs) / 1000));
  return { start, interval: 1e6 / rate, count };
}

/** Up to one interval after the last moment, in milliseconds. */
function lengthOf({ interval, count }: Schedule): number {
  return (interval * count) / 1000;
}
