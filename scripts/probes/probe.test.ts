// Proves that a probe's outcomes are read for the right steps.
import { describe, expect, test } from "@jest/globals";
import { expectationAt, fallsBy, survivedSince, survives } from "./probe";

describe("the outcome expected of a step", () => {
  const outcomes = { 1: "dies", 3: "leaks", 4: "answers 400" };

  test.each([
    [1, "dies", "until step 2"],
    [2, "dies", "until step 2"],
    [3, "leaks", "until step 3"],
    [4, "answers 400", "since step 4"],
    [13, "answers 400", "since step 4"],
  ])("at step %i is: %s, %s", (step, outcome, range) => {
    expect(expectationAt({ outcomes }, step)).toEqual({
      expected: outcome,
      range,
    });
  });

  test("holds for every step if it never changes", () => {
    expect(expectationAt({ outcomes: { 1: "answers 200" } }, 9)).toEqual({
      expected: "answers 200",
      range: "every step",
    });
  });

  test("is none before the first step that has one", () => {
    expect(expectationAt({ outcomes: { 5: "answers 503" } }, 4)).toBe(
      undefined,
    );
  });
});

describe("a fault is survived since", () => {
  test.each([
    [{ 1: survives() }, 1],
    [{ 1: fallsBy("hung"), 4: survives() }, 4],
    [{ 1: survives(), 3: fallsBy("leaked"), 4: survives(), 9: survives() }, 4],
    [{ 1: fallsBy("crashed") }, Number.POSITIVE_INFINITY],
  ])("of %j: step %i", (outcomes, since) => {
    expect(survivedSince({ outcomes })).toBe(since);
  });
});
