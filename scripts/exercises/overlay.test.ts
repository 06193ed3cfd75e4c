// Proves that laid-over files take the place of an exercise's own.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fixtureExercise } from "./fixtures/workshop";
import { createOverlay } from "./overlay";

const { folder, solution } = fixtureExercise(1);
const noTrim = join(solution, "traps/no-trim");
const shouting = join(solution, "traps/shouting");

describe("an overlay of the solution", () => {
  const overlay = createOverlay(folder, [solution]);

  test("swaps a file that the exercise's test imports", () => {
    expect(overlay.find("./greeting", folder)).toBe(
      join(solution, "greeting.ts"),
    );
  });

  test("swaps a file for whoever imports it, from wherever", () => {
    const request = "../01-greeting/words";
    expect(overlay.find(request, join(folder, "../02-answer"))).toBe(
      join(solution, "words.ts"),
    );
  });

  test("leaves packages, and files outside the exercise, as they are", () => {
    expect(overlay.find("express", folder)).toBeUndefined();
    expect(overlay.find("../02-answer/answer", folder)).toBeUndefined();
  });

  test("leaves a file that it does not have to the exercise", () => {
    expect(overlay.find("./greeting.test", folder)).toBe(
      join(folder, "greeting.test.ts"),
    );
  });

  test("swaps it for the solution's own imports of the exercise", () => {
    const request = "../../exercises/01-greeting/words";
    expect(overlay.find(request, solution)).toBe(join(solution, "words.ts"));
  });

  test("finds nothing where there is no such file", () => {
    expect(overlay.find("./nothing", folder)).toBeUndefined();
  });
});

describe("an overlay of a trap and the solution", () => {
  test("prefers the trap, and fills up with the solution", () => {
    const overlay = createOverlay(folder, [noTrim, solution]);
    expect(overlay.find("./greeting", folder)).toBe(
      join(noTrim, "greeting.ts"),
    );
    expect(overlay.find("./words", folder)).toBe(join(solution, "words.ts"));
  });

  test("lets the solution's own imports see the trap", () => {
    const overlay = createOverlay(folder, [shouting, solution]);
    expect(overlay.find("./words", solution)).toBe(join(shouting, "words.ts"));
  });

  test("lets a trap reach out for the very file that it replaces", () => {
    const overlay = createOverlay(folder, [shouting, solution]);
    expect(overlay.find("../../words", shouting)).toBeUndefined();
  });
});

describe("an overlay from elsewhere", () => {
  test("is read as though it were in the exercise's place", () => {
    const overlay = createOverlay(folder, [join(solution, "nowhere")]);
    const from = join(solution, "nowhere");
    expect(overlay.find("./words", from)).toBe(join(folder, "words.ts"));
    expect(overlay.find("../02-answer/answer", from)).toBe(
      join(folder, "../02-answer/answer.ts"),
    );
  });
});
