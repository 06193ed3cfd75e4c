// Proves what is concluded of a claim from samples with known truth.
import { describe, expect, test } from "@jest/globals";
import {
  syntheticContrast,
  syntheticRuns,
  syntheticSample,
} from "../fixtures/synthetic";
import type { TimedContrast } from "../results/results-file";
import { RatioClaim } from "./claim";
import { judgeRatio } from "./ratio-verdict";
import type { Verdict } from "./verdict";

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
