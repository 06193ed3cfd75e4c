// Proves what is concluded of growth from samples with a known exponent.
import { describe, expect, test } from "@jest/globals";
import { syntheticContrast, syntheticSample } from "../fixtures/synthetic";
import type { TimedContrast } from "../results/results-file";
import { GrowthClaim } from "./claim";
import { growthOf, judgeGrowth } from "./growth-verdict";

const metric = { measure: "p50" } as const;
const flat = GrowthClaim.parse({
  id: "growth",
  metric,
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
  expect(growthOf(grown(0), "a", metric, 0.95)?.exponent).toBeCloseTo(1, 1);
  expect(growthOf(grown(0.5), "b", metric, 0.95)?.exponent).toBeCloseTo(0.5, 1);
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
