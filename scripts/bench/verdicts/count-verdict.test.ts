// Proves that one run that counted otherwise is enough to fail a claim.
import { describe, expect, test } from "@jest/globals";
import { OutcomeLedger } from "../generator/ledger";
import { EventContrast } from "../results/results-file";
import { CountClaim } from "./claim";
import { judgeCount } from "./count-verdict";

const exactly = CountClaim.parse({
  id: "flood",
  counted: "passed",
  side: "b",
  direction: "exactly",
  count: 100,
  text: "of 300 requests {count} pass",
});
const some = CountClaim.parse({ ...exactly, direction: "at least", side: "a" });

function flood(a: number[], b: number[]): EventContrast {
  const ledger = new OutcomeLedger().counts();
  const runs = [
    ...a.map((passed) => ({ side: "a", ledger, counts: { passed } })),
    ...b.map((passed) => ({ side: "b", ledger, counts: { passed } })),
  ];
  const names = { a: "step 5", b: "step 6", workload: "flood", what: "" };
  return EventContrast.parse({ type: "event", ...names, runs, claims: [] });
}

describe("a claim of exactly so many", () => {
  test("holds where every run counted them, on its own side", () => {
    expect(judgeCount(exactly, flood([300], [100, 100]))).toMatchObject({
      outcome: "held",
      sentence: "of 300 requests 100 pass",
    });
  });

  test("fails by a single run, and says what was counted", () => {
    expect(judgeCount(exactly, flood([300], [100, 103]))).toMatchObject({
      outcome: "failed",
      sentence: "failed: of 300 requests 100 pass; counted 100 to 103",
    });
  });

  test("cannot be told where nothing was counted", () => {
    expect(judgeCount(exactly, flood([300], [])).outcome).toBe("cannot tell");
  });
});

test.each([
  [[300], "held"],
  [[100], "held"],
  [[99], "failed"],
])("at least 100, of %j: %s", (counts, outcome) => {
  expect(judgeCount(some, flood(counts, [])).outcome).toBe(outcome);
});
