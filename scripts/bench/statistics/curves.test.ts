// Proves the fits on curves whose parameters are known.
import { describe, expect, test } from "@jest/globals";
import { normal } from "../fixtures/synthetic";
import {
  fitExponent,
  fitScalability,
  forecast,
  type Point,
  rateOf,
  type Scalability,
} from "./curves";
import { seededRandom } from "./random";

const SIZES = [1_000, 10_000, 100_000];

describe("fitExponent", () => {
  test.each([0, 1, 2])("finds the exponent %d exactly without noise", (k) => {
    const observations = SIZES.map((size) => ({ size, figure: 3 * size ** k }));
    expect(fitExponent(observations).exponent).toBeCloseTo(k, 10);
  });

  test("holds the true exponent 95 times in 100", () => {
    const trials = 2000;
    let held = 0;
    for (let seed = 1; seed <= trials; seed++) {
      const random = seededRandom(seed);
      const observations = [...SIZES, ...SIZES, ...SIZES].map((size) => ({
        size,
        figure: size ** 0.7 * Math.exp(0.2 * normal(random)),
      }));
      const { low, high } = fitExponent(observations);
      if (low <= 0.7 && 0.7 <= high) held++;
    }
    expect(held / trials).toBeGreaterThan(0.926);
    expect(held / trials).toBeLessThan(0.974);
  });

  test("refuses too few observations, one size, and impossible figures", () => {
    const one = { size: 10, figure: 1 };
    const two = { size: 20, figure: 1 };
    expect(() => fitExponent([one, two])).toThrow("three observations");
    expect(() => fitExponent([one, one, one])).toThrow("two sizes");
    expect(() => fitExponent([one, two, { size: 30, figure: 0 }])).toThrow(
      RangeError,
    );
  });
});

const curve: Scalability = { lambda: 1000, sigma: 0.05, kappa: 0.002 };

function exact(of: Scalability, ...numbers: number[]): Point[] {
  return numbers.map((n) => ({ n, rate: rateOf(of, n) }));
}

/** Three measurements of each, each wrong by up to 5 %. */
function noisy(of: Scalability, numbers: number[], random: () => number) {
  return exact(of, ...numbers, ...numbers, ...numbers).map(({ n, rate }) => ({
    n,
    rate: rate * (1 + 0.1 * (random() - 0.5)),
  }));
}

describe("the fit", () => {
  test("finds the curve that exact points lie on", () => {
    const { lambda, sigma, kappa } = fitScalability(
      exact(curve, 1, 2, 4, 8, 16, 32),
    );

    expect(lambda).toBeCloseTo(1000, 6);
    expect(sigma).toBeCloseTo(0.05, 8);
    expect(kappa).toBeCloseTo(0.002, 8);
  });

  test("finds nothing lost where nothing is", () => {
    const linear = { lambda: 500, sigma: 0, kappa: 0 };

    const fit = fitScalability(exact(linear, 1, 2, 3, 4));

    expect(fit.lambda).toBeCloseTo(500, 6);
    expect(fit.sigma).toBeCloseTo(0, 10);
    expect(fit.kappa).toBeCloseTo(0, 10);
  });

  test("has no negative share where points grow faster than their number", () => {
    const points = [
      { n: 1, rate: 100 },
      { n: 2, rate: 210 },
      { n: 3, rate: 330 },
    ];

    const { sigma, kappa } = fitScalability(points);

    expect({ sigma, kappa }).toEqual({ sigma: 0, kappa: 0 });
  });

  test("takes two numbers of nodes for queueing alone", () => {
    const fit = fitScalability(exact(curve, 1, 2));

    expect(fit.kappa).toBe(0);
    expect(rateOf(fit, 2)).toBeCloseTo(rateOf(curve, 2), 6);
  });

  test("refuses one number of nodes", () => {
    const points = [
      { n: 2, rate: 100 },
      { n: 2, rate: 110 },
    ];

    expect(() => fitScalability(points)).toThrow(/two numbers of nodes/);
  });
});

test("a forecast's interval holds the truth about as often as it says", () => {
  const random = seededRandom(7);
  const truth = rateOf(curve, 12);
  const runs = Array.from({ length: 100 }, () => {
    const points = noisy(curve, [1, 2, 4, 8], random);
    const { low, high } = forecast(points, 12, { random, draws: 200 });
    return low <= truth && truth <= high;
  });

  const held = runs.filter(Boolean).length;

  // Drawn from three of each, an interval is a little too narrow.
  expect(held).toBeGreaterThanOrEqual(70);
  expect(held).toBeLessThanOrEqual(100);
});
