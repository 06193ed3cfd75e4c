// Checks the t distribution against published tables.
import { describe, expect, test } from "@jest/globals";
import { centralProbability, studentQuantile } from "./student-t";

describe("studentQuantile", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
  test.each([
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 5, 2.571],
    [0.975, 7, 2.365],
    [0.975, 11, 2.201],
    [0.975, 19, 2.093],
    [0.995, 5, 4.032],
    [0.9, 5, 1.476],
    [0.975, 100, 1.984],
  ])("%d with %d degrees is %d", (probability, degrees, tabled) => {
    expect(studentQuantile(probability, degrees)).toBeCloseTo(tabled, 3);
  });

  test("is symmetric about zero", () => {
    expect(studentQuantile(0.025, 6)).toBe(-studentQuantile(0.975, 6));
    expect(studentQuantile(0.5, 6)).toBeCloseTo(0, 12);
  });

  test("refuses probabilities and degrees that mean nothing", () => {
    expect(() => studentQuantile(1, 5)).toThrow(RangeError);
    expect(() => studentQuantile(0.9, 0)).toThrow(RangeError);
    expect(() => studentQuantile(0.9, 2.5)).toThrow(RangeError);
  });
});

test("centralProbability undoes studentQuantile", () => {
  for (const degrees of [1, 2, 3, 8, 30]) {
    const t = studentQuantile(0.95, degrees);
    expect(centralProbability(t, degrees)).toBeCloseTo(0.9, 10);
  }
});
