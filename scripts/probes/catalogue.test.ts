// Proves that the list of faults reads as it should, and that its claims are judged both ways.
import { describe, expect, test } from "@jest/globals";
import { chooseFaults, faults } from "./catalogue";
import { categories } from "./probe";
import { isAsClaimed } from "./results/record";
import { fell, type Outcome, survived } from "./verdict";

describe("the faults", () => {
  test("are at least a hundred, of every category, under names of their own", () => {
    const names = new Set(faults.map(({ name }) => name));

    expect(names.size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(100);
    for (const category of categories) {
      expect(chooseFaults({ category })).not.toEqual([]);
    }
  });

  test.each(faults.map((fault) => [fault.name, fault] as const))(
    "%s says in a sentence each what it does and what surviving is",
    (name, { does, surviving, survivedSince }) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(does).toMatch(/^[A-Z].*\.$/);
      expect(surviving).toMatch(/^[A-Z].*\.$/);
      expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]).toContain(
        survivedSince,
      );
    },
  );

  test("that nobody knows are answered with the nearest", () => {
    expect(() => chooseFaults({ fault: "malformd-json" })).toThrow(
      "If you meant malformed-json, type: --fault malformed-json",
    );
    expect(() => chooseFaults({ category: "x" })).toThrow("--list");
  });

  test("of another category than was typed are not silently left out", () => {
    expect(() => chooseFaults({ fault: "sigterm", category: "input" })).toThrow(
      "is not in category",
    );
  });
});

describe("a step is as it claims", () => {
  const inapplicable: Outcome = { verdict: "not applicable", observed: "" };

  test.each([
    [3, fell("hung", ""), true],
    [3, survived(""), false],
    [4, fell("hung", ""), false],
    [4, survived(""), true],
    [3, inapplicable, true],
    [4, inapplicable, true],
  ])(
    "step %i, by a fault of step 4 that it comes out of as %j: %j",
    (step, outcome, expected) => {
      expect(isAsClaimed({ survivedSince: 4 }, outcome, step)).toBe(expected);
    },
  );
});
