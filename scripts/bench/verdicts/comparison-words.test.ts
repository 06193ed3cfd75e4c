// Fixes how comparisons read where no claim has its own words.
import { expect, test } from "@jest/globals";
import { compare } from "../statistics/compare";
import { compareInWords } from "./comparison-words";

const sides = { a: "step 1", b: "step 2" };
const pairsOf = (ratio: number, spread = 1.1) => [
  { a: 100, b: 100 * ratio * spread },
  { a: 100, b: (100 * ratio) / spread },
  { a: 100, b: 100 * ratio },
];

test("a lower latency is faster, a higher one slower", () => {
  const metric = { measure: "p99", kind: "healthz" } as const;
  expect(compareInWords(metric, sides, compare(pairsOf(1 / 40)))).toBe(
    "step 2 is 40× (32–51×) faster than step 1 at p99 of healthz",
  );
  expect(compareInWords(metric, sides, compare(pairsOf(40)))).toBe(
    "step 2 is 40× (32–51×) slower than step 1 at p99 of healthz",
  );
});

test("amounts are told as they are, more or less", () => {
  const comparison = compare(pairsOf(0.5));
  expect(compareInWords({ measure: "throughput" }, sides, comparison)).toBe(
    "step 2 answers 0.50× (0.39–0.63×) as many requests a second as step 1",
  );
  expect(compareInWords({ measure: "cpuPerRequest" }, sides, comparison)).toBe(
    "step 2 takes 0.50× (0.39–0.63×) the CPU time per request of step 1",
  );
});

test("what cannot be told says what could have been", () => {
  const text = compareInWords({ measure: "p50" }, sides, compare(pairsOf(1)));
  expect(text).toBe(
    "cannot tell step 2 from step 1 by p50: 1× (0.79–1.27×); " +
      "3 pairs find a difference of 34 % or more",
  );
});
