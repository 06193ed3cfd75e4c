// Proves that the ledger balances, and says so when it cannot.
import { describe, expect, test } from "@jest/globals";
import {
  LedgerCounts,
  losses,
  lostRequests,
  mergeLedgers,
  OutcomeLedger,
  writtenRequests,
} from "./ledger";

/** One request of every outcome, and one still in flight. */
function oneOfEach(): OutcomeLedger {
  const ledger = new OutcomeLedger();
  for (let i = 0; i < losses.length + 3; i++) ledger.send();
  ledger.answer(200, true);
  ledger.answer(500, false);
  for (const loss of losses) ledger.lose(loss, loss !== "refused");
  return ledger;
}

describe("OutcomeLedger", () => {
  test("accounts for every request sent", () => {
    expect(oneOfEach().counts()).toEqual({
      sent: 8,
      ok: 1,
      unexpectedStatus: 1,
      unansweredClose: 1,
      truncated: 1,
      reset: 1,
      refused: 1,
      timedOut: 1,
      inFlight: 1,
      neverWritten: 1,
      statuses: { 200: 1, 500: 1 },
    });
  });

  test("refuses to settle a request twice", () => {
    const ledger = new OutcomeLedger();
    ledger.send();
    ledger.answer(200, true);
    expect(() => ledger.lose("reset")).toThrow("not in flight");
  });

  test("hands out counts that later requests do not change", () => {
    const ledger = new OutcomeLedger();
    const before = ledger.counts();
    ledger.send();
    ledger.answer(200, true);
    expect(before).toMatchObject({ sent: 0, statuses: {} });
  });
});

describe("LedgerCounts", () => {
  const counts = oneOfEach().counts();

  test.each([
    ["a request without an outcome", { ...counts, sent: 9 }],
    ["an answer without a status", { ...counts, statuses: { 200: 1 } }],
    ["an outcome too many", { ...counts, reset: 2 }],
    ["an answered request never written", { ...counts, neverWritten: 9 }],
  ])("rejects %s", (_, broken) => {
    expect(() => LedgerCounts.parse(broken)).toThrow("does not balance");
  });
});

describe("mergeLedgers", () => {
  test("adds outcome by outcome and status by status", () => {
    const merged = mergeLedgers([oneOfEach().counts(), oneOfEach().counts()]);
    expect(merged).toMatchObject({
      sent: 16,
      truncated: 2,
      inFlight: 2,
      statuses: { 200: 2, 500: 2 },
    });
    expect(lostRequests(merged)).toBe(10);
    expect(writtenRequests(merged)).toBe(14);
  });

  test("of nothing is an empty ledger", () => {
    expect(mergeLedgers([])).toEqual(new OutcomeLedger().counts());
  });
});
