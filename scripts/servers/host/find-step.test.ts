// Proves which step is found for what was typed.
import { describe, expect, test } from "@jest/globals";
import { findStep } from "./find-step";

describe("findStep", () => {
  test.each([
    "3",
    "03",
    "middleware",
    "03-middleware",
    "Middleware",
    "steps/03-middleware/",
    "steps\\03-middleware",
    " 3 ",
  ])("finds step 3 as %p", (typed) => {
    expect(findStep(typed, "step").number).toBe(3);
  });

  test.each(["0", "99", "3.5", "-1", "x", "NaN", "1e0", "/", "__proto__"])(
    "says what to type instead of %p",
    (typed) => {
      expect(() => findStep(typed, "check")).toThrow(
        `There is no step "${typed}". Type a number, 1 to `,
      );
    },
  );

  test.each([undefined, "", " "])("asks which, where %p was typed", (typed) => {
    expect(() => findStep(typed, "step")).toThrow(
      /^Which step\? Type a number, 1 to \d+: npm run step 3$/,
    );
  });

  test("suggests the step whose name is nearest", () => {
    expect(() => findStep("midleware", "step")).toThrow(
      'There is no step "midleware". If you meant 03-middleware, type: npm run step 3',
    );
  });

  test("calls it wrong usage", () => {
    expect(() => findStep("99", "step")).toThrow(
      expect.objectContaining({ exitCode: 2 }),
    );
  });
});
