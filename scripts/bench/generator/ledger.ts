// The outcome ledger: every request sent is accounted for, exactly once.
import { z } from "zod";

/** How a request can be lost: no complete answer came, and why. */
export const losses = [
  /** The server closed the connection in order, without a byte of an answer. */
  "unansweredClose",
  /** The answer began, and ended before it was a whole, valid response. */
  "truncated",
  /** The connection was reset before a byte of an answer. */
  "reset",
  /** No connection could be made. */
  "refused",
  /** No answer by the deadline, which counts from the intended send time. */
  "timedOut",
] as const;

export type Loss = (typeof losses)[number];

const count = z.int().nonnegative();

const Counts = z.object({
  sent: count,
  ok: count,
  unexpectedStatus: count,
  unansweredClose: count,
  truncated: count,
  reset: count,
  refused: count,
  timedOut: count,
  inFlight: count,
  /** Of the refused and timed out: never written, so unknown to the server. */
  neverWritten: count,
  /** Complete answers by status code. */
  statuses: z.record(z.string(), count),
});
type Counts = z.infer<typeof Counts>;

/** Counts that balance: sent = ok + unexpected + every loss + in flight. */
export const LedgerCounts = Counts.refine(
  isBalanced,
  "the outcome ledger does not balance",
);
export type LedgerCounts = Readonly<z.infer<typeof LedgerCounts>>;

/** Counts what becomes of requests; refuses to count one of them twice. */
export class OutcomeLedger {
  readonly #counts: Counts = emptyCounts();

  send(): void {
    this.#counts.sent++;
    this.#counts.inFlight++;
  }

  answer(status: number, expected: boolean): void {
    this.#settle();
    this.#counts[expected ? "ok" : "unexpectedStatus"]++;
    const { statuses } = this.#counts;
    statuses[status] = (statuses[status] ?? 0) + 1;
  }

  lose(loss: Loss, written = true): void {
    this.#settle();
    this.#counts[loss]++;
    if (!written) this.#counts.neverWritten++;
  }

  /** @throws Error where the ledger does not balance: a bug of its user's. */
  counts(): LedgerCounts {
    return LedgerCounts.parse(structuredClone(this.#counts));
  }

  #settle(): void {
    if (this.#counts.inFlight === 0) {
      throw new Error("a request was settled that was not in flight");
    }
    this.#counts.inFlight--;
  }
}

/** The sum of several ledgers. */
export function mergeLedgers(ledgers: readonly LedgerCounts[]): LedgerCounts {
  const total = emptyCounts();
  for (const { statuses, ...numbers } of ledgers) {
    for (const name of names) total[name] += numbers[name];
    for (const [status, times] of Object.entries(statuses)) {
      total.statuses[status] = (total.statuses[status] ?? 0) + times;
    }
  }
  return LedgerCounts.parse(total);
}

/** Requests without a complete answer, of those whose fate is known. */
export function lostRequests(ledger: LedgerCounts): number {
  return losses.reduce((sum, loss) => sum + ledger[loss], 0);
}

/** Requests that a server saw if every byte that was written arrived. */
export function writtenRequests(ledger: LedgerCounts): number {
  return ledger.sent - ledger.neverWritten;
}

const names = [
  "sent",
  "ok",
  "unexpectedStatus",
  ...losses,
  "inFlight",
  "neverWritten",
] as const;

function emptyCounts(): Counts {
  return {
    sent: 0,
    ok: 0,
    unexpectedStatus: 0,
    unansweredClose: 0,
    truncated: 0,
    reset: 0,
    refused: 0,
    timedOut: 0,
    inFlight: 0,
    neverWritten: 0,
    statuses: {},
  };
}

function isBalanced(ledger: Counts): boolean {
  const answered = ledger.ok + ledger.unexpectedStatus;
  const byStatus = Object.values(ledger.statuses).reduce((a, b) => a + b, 0);
  return (
    ledger.sent === answered + lostRequests(ledger) + ledger.inFlight &&
    byStatus === answered &&
    ledger.neverWritten <= ledger.refused + ledger.timedOut + ledger.inFlight
  );
}
