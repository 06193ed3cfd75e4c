// One evenly paced stream: each request is taken up at its intended time.

import type { Exchange } from "./connection";
import type { ConnectionPool } from "./connection-pool";
import type { Clock, Schedule } from "./pacer";
import type { Stream } from "./plan";
import { type RequestSource, toBytes } from "./request-source";
import type { Tally } from "./tally";
import type { LatencyHistogram } from "./window-result";

export interface PacedStreamParts {
  readonly stream: Stream;
  readonly schedule: Schedule;
  readonly host: string;
  readonly source: RequestSource;
  readonly pool: ConnectionPool;
  readonly clock: Clock;
  readonly tally: Tally;
  readonly lateness: LatencyHistogram;
  /** In the clock's microseconds. */
  readonly timeout: number;
}

/**
 * Open loop: a slow answer never delays the requests after it. What finds no
 * free connection waits, and its latency counts from the intended time, so that
 * no wait is omitted (Gil Tene's "coordinated omission").
 */
export class PacedStream {
  readonly #parts: PacedStreamParts;
  /** By age, so that the oldest comes first. */
  readonly #pending = new Set<Pending>();
  #taken = 0;
  #settle: () => void = () => {};
  /** Resolves when the last request has had its outcome. */
  readonly settled = new Promise<void>((resolve) => {
    this.#settle = resolve;
  });

  constructor(parts: PacedStreamParts) {
    this.#parts = parts;
  }

  get schedule(): Schedule {
    return this.#parts.schedule;
  }

  /** Takes up every request whose intended time has come. */
  sendDue(): void {
    const { schedule, clock, lateness } = this.#parts;
    const now = clock();
    while (this.#taken < schedule.count) {
      const intended = schedule.start + this.#taken * schedule.interval;
      if (intended > now) return;
      this.#taken++;
      lateness.record(now - intended);
      this.#send(intended);
    }
  }

  /** Gives up every request whose deadline has passed. */
  expire(): void {
    const { clock, timeout } = this.#parts;
    const oldest = clock() - timeout;
    for (const pending of this.#pending) {
      if (pending.intended > oldest) break;
      pending.expire();
    }
    this.#checkSettled();
  }

  #send(intended: number): void {
    const { stream, source, host, tally, pool, clock } = this.#parts;
    const request = source.next();
    const kind = tally.of(request.kind);
    const end = (): number => {
      this.#pending.delete(pending);
      return clock() - intended;
    };
    const pending: Pending = {
      intended,
      bytes: toBytes(request, host, stream.reuse),
      answered: (status) => {
        kind.answer(status, end());
        this.#checkSettled();
      },
      lost: (loss, written) => {
        kind.lose(loss, written, end());
        this.#checkSettled();
      },
      expire: () => kind.lose("timedOut", pool.cancel(pending), end()),
    };
    kind.ledger.send();
    this.#pending.add(pending);
    pool.submit(pending);
  }

  #checkSettled(): void {
    const allTaken = this.#taken === this.#parts.schedule.count;
    if (allTaken && this.#pending.size === 0) this.#settle();
  }
}

interface Pending extends Exchange {
  readonly intended: number;
  expire(): void;
}
