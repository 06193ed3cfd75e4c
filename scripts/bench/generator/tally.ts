// Counts the outcomes and latencies of a window, kind by kind.

import { type Loss, mergeLedgers, OutcomeLedger } from "./ledger";
import type { RequestKind } from "./plan";
import {
  type KindResult,
  LatencyHistogram,
  type WindowResult,
} from "./window-result";

/** One kind's ledger and latencies. Latencies are in microseconds. */
export class KindTally {
  readonly ledger = new OutcomeLedger();
  readonly #latencies = new LatencyHistogram();
  readonly #expected: ReadonlySet<number>;

  constructor(kind: RequestKind) {
    this.#expected = new Set(kind.expect);
  }

  answer(status: number, latency: number): void {
    const expected = this.#expected.has(status);
    this.ledger.answer(status, expected);
    if (expected) this.#latencies.record(latency);
  }

  lose(loss: Loss, written: boolean, latency: number): void {
    this.ledger.lose(loss, written);
    if (loss === "timedOut") this.#latencies.record(latency);
  }

  result(): KindResult {
    return {
      ledger: this.ledger.counts(),
      latency: this.#latencies.summary(),
    };
  }
}

/** The tallies of all kinds by name; streams that share a name share one. */
export class Tally {
  readonly #kinds = new Map<string, KindTally>();

  of(kind: RequestKind): KindTally {
    const known = this.#kinds.get(kind.name);
    if (known) return known;
    const tally = new KindTally(kind);
    this.#kinds.set(kind.name, tally);
    return tally;
  }

  results(): Pick<WindowResult, "ledger" | "kinds"> {
    const kinds = Object.fromEntries(
      [...this.#kinds].map(([name, tally]) => [name, tally.result()]),
    );
    const ledgers = Object.values(kinds).map(({ ledger }) => ledger);
    return { ledger: mergeLedgers(ledgers), kinds };
  }
}
