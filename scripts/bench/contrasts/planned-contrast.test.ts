// Proves that what the steps declare can be measured, and is what people read.
import { describe, expect, test } from "@jest/globals";
import { steps } from "../../../steps/steps";
import { predictionInWords } from "../verdicts/sentences";
import {
  contrastsOfStep,
  Declaration,
  declarationOf,
  journey,
} from "./planned-contrast";

const declared = steps.flatMap((step) => contrastsOfStep(step));
const claims = declared.flatMap((contrast) => contrast.claims);

describe("the steps' declarations", () => {
  test("name every step but the first, and each has something claimed", () => {
    const withClaims = steps.filter((step) =>
      contrastsOfStep(step).some((contrast) => contrast.claims.length > 0),
    );
    expect(withClaims).toEqual(steps.filter(({ contrast }) => contrast));
  });

  test("give each claim an id of its own", () => {
    const ids = claims.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("claim counts of events, and ratios of what is timed", () => {
    for (const { workload, claims } of declared) {
      const counted = claims.map((claim) => "counted" in claim);
      expect(counted.every((is) => is === (workload.type === "event"))).toBe(
        true,
      );
    }
  });

  test("have something for a quick run, and no more than one of it is timed", () => {
    for (const step of steps.filter(({ contrast }) => contrast)) {
      const main = contrastsOfStep(step).filter(({ rank }) => rank === "main");
      const timed = main.filter(({ workload }) => workload.type === "timed");
      expect(main).not.toHaveLength(0);
      expect(timed.length).toBeLessThan(2);
    }
  });

  test("say in words what is predicted", () => {
    const words = claims.map(predictionInWords);
    expect(words).toContain(
      "step 2 answers /healthz at least 10× faster at p99 while sign-ups run",
    );
    expect(words).toContain("layers cost a page nothing, ±10 %");
    expect(words.join()).not.toMatch(/[{}]/);
  });
});

test("a misspelt word in a declaration is refused", () => {
  const misspelt = { contrasts: [{ workload: "list", claim: [] }] };
  expect(() => Declaration.parse(misspelt)).toThrow("claim");
  const [first] = steps;
  expect(first && declarationOf(first)).toEqual({ changes: [], contrasts: [] });
});

test("the journey has every step's list, and what is its own", () => {
  const lists = journey().filter(({ workload }) => workload.name === "list");
  const sides = lists.map(({ a, b }) => `${a.name}, ${b.name}`);
  const everyStep = steps
    .filter(({ contrast }) => contrast)
    .map(({ number, contrast }) => `step ${contrast}, step ${number}`);
  expect(sides).toEqual(expect.arrayContaining(everyStep));
  expect(new Set(sides).size).toBe(sides.length);
  expect(journey()).toEqual(expect.arrayContaining(declared));
});
