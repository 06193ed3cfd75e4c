// Fixes which verdict a claim gets, and in which words, on samples whose truth is known.
import { describe, expect, test } from "@jest/globals";
import {
  syntheticContrast,
  syntheticRuns,
  syntheticSample,
} from "../fixtures/synthetic";
import { OutcomeLedger } from "../generator/ledger";
import { EventContrast, type TimedContrast } from "../results/results-file";
import { CountClaim, GrowthClaim, RatioClaim } from "./claims";
import { judgeCount, judgeGrowth, judgeRatio, type Verdict } from "./judge";
import { growthOf } from "./measured";

const metric = { measure: "p99" } as const;
const about = { id: "x", metric };
const tenfold = RatioClaim.parse({
  ...about,
  direction: "at most",
  ratio: 0.1,
  text: "step 2 keeps /healthz {ratio} faster at p99",
});
const costly = RatioClaim.parse({
  ...about,
  direction: "at least",
  ratio: 1.5,
  text: "async reads take {ratio} as long",
});
const free = RatioClaim.parse({
  ...about,
  direction: "equivalent",
  margin: 0.05,
  text: "layers change nothing, {ratio}",
});

const cost = RatioClaim.parse({
  ...about,
  direction: "between",
  low: 1.5,
  high: 2.5,
  text: "middleware costs {ratio}",
});

const judge = (claim: RatioClaim, contrast: TimedContrast): Verdict =>
  judgeRatio(claim, contrast, 0.95);
const measured = (ratio: number, noise = 0.02) =>
  syntheticContrast(syntheticRuns(12, 7, { ratio, noise }));

describe("a claim of how much less", () => {
  test("holds where the whole interval is beyond it", () => {
    const verdict = judge(tenfold, measured(1 / 41, 0.1));
    expect(verdict.outcome).toBe("held");
    expect(verdict.sentence).toMatch(
      /^step 2 keeps \/healthz 4\d× \(\d\d–\d\d×\) faster at p99$/,
    );
  });

  test("fails where the whole interval falls short, and stays shown", () => {
    const verdict = judge(tenfold, measured(1 / 3));
    expect(verdict.outcome).toBe("failed");
    expect(verdict.sentence).toMatch(
      /^failed: step 2 keeps \/healthz at least 10× faster at p99; measured [23]\.\d× /,
    );
  });

  test("cannot be told where the interval includes it", () => {
    const verdict = judge(tenfold, measured(1 / 10, 0.3));
    expect(verdict.outcome).toBe("cannot tell");
    expect(verdict.sentence).toMatch(
      /^cannot tell whether step 2 .* at least 10× .* 12 pairs find a difference of \d+ % or more$/,
    );
  });
});

describe("a claim of how much more", () => {
  test.each([
    [1.8, "held"],
    [1.1, "failed"],
    [0.5, "failed"],
  ])("at a true ratio of %d has %s", (ratio, outcome) => {
    expect(judge(costly, measured(ratio)).outcome).toBe(outcome);
  });
});

describe("a claim of no difference", () => {
  test.each([
    [1, 0.02, "held"],
    [1, 0.3, "cannot tell"],
    [1.3, 0.02, "failed"],
    [0.7, 0.02, "failed"],
  ])("at a true ratio of %d in noise of %d: %s", (ratio, noise, outcome) => {
    expect(judge(free, measured(ratio, noise)).outcome).toBe(outcome);
  });

  test("names its margin", () => {
    expect(judge(free, measured(1)).sentence).toMatch(
      /^layers change nothing, ±5 %: measured (1|0\.9\d|1\.0\d)× /,
    );
  });
});

describe("a claim of a range", () => {
  test.each([
    [2, 0.02, "held"],
    [2, 0.6, "cannot tell"],
    [2.5, 0.02, "cannot tell"],
    [1.2, 0.02, "failed"],
    [3, 0.02, "failed"],
  ])("at a true ratio of %d in noise of %d: %s", (ratio, noise, outcome) => {
    expect(judge(cost, measured(ratio, noise)).outcome).toBe(outcome);
  });

  test("names both ends where it failed", () => {
    expect(judge(cost, measured(3)).sentence).toMatch(
      /^failed: middleware costs 1\.5× to 2\.5×; measured [23]\.\d× /,
    );
  });
});

describe("nothing is concluded", () => {
  const runs = syntheticRuns(12, 7, { ratio: 1 / 41, noise: 0.02 });

  test("when the control differs from itself", () => {
    const control = syntheticRuns(12, 3, { ratio: 1.2, noise: 0.01 });
    const verdict = judge(tenfold, syntheticContrast(runs, control));
    expect(verdict.outcome).toBe("cannot tell");
    expect(verdict.sentence).toContain("the A/A control differs from itself");
  });

  test("without a control", () => {
    const verdict = judge(tenfold, syntheticContrast(runs, []));
    expect(verdict.outcome).toBe("cannot tell");
    expect(verdict.comparison?.direction).toBe("lower");
  });

  test("without pairs that count", () => {
    const sides = { a: syntheticSample(), b: syntheticSample() };
    const contrast = syntheticContrast([
      { order: "ab", ...sides, rejected: "the client was saturated" },
    ]);
    const verdict = judge(tenfold, contrast);
    expect(verdict).toMatchObject({
      outcome: "cannot tell",
      comparison: undefined,
    });
    expect(verdict.sentence).toContain("no pair of samples counts");
  });

  test("from a figure that has no ratio", () => {
    const b = syntheticSample({ answers: 0, lost: 4 });
    const contrast = syntheticContrast([
      ...runs,
      { order: "ab", a: syntheticSample(), b },
    ]);
    const verdict = judge(tenfold, contrast);
    expect(verdict.outcome).toBe("cannot tell");
    expect(verdict.sentence).toContain("p99 has no figure above 0");
  });
});

const p50 = { measure: "p50" } as const;
const flat = GrowthClaim.parse({
  id: "growth",
  metric: p50,
  side: "b",
  direction: "grows by at most",
  exponent: 0.3,
  text: "a page of step 7 grows by {exponent}",
});

/** A grows in proportion to the users, B with the given exponent. */
function grown(exponent: number): TimedContrast {
  const runs = [1000, 10_000, 100_000].flatMap((users) =>
    [0.97, 1.03].map((noise) => ({
      order: "ab" as const,
      a: syntheticSample({ users, latency: users * noise }),
      b: syntheticSample({ users, latency: 1000 * users ** exponent * noise }),
    })),
  );
  return syntheticContrast(runs, []);
}

test("the exponent is found on either side", () => {
  expect(growthOf(grown(0), "a", p50, 0.95)?.exponent).toBeCloseTo(1, 1);
  expect(growthOf(grown(0.5), "b", p50, 0.95)?.exponent).toBeCloseTo(0.5, 1);
});

describe("a claim of flatness", () => {
  test.each([
    [0.05, "held"],
    [1, "failed"],
    [0.3, "cannot tell"],
  ])("at a true exponent of %d: %s", (exponent, outcome) => {
    expect(judgeGrowth(flat, grown(exponent), 0.99).outcome).toBe(outcome);
  });

  test("cannot be told from a single size", () => {
    const { outcome, sentence } = judgeGrowth(
      flat,
      syntheticContrast([]),
      0.99,
    );
    expect(outcome).toBe("cannot tell");
    expect(sentence).toContain("at most 0.3");
  });
});

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
