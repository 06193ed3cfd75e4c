// Proves that a step's server is known to have what it, or an earlier step, has added.
import { describe, expect, test } from "@jest/globals";
import type { Need } from "./need";
import { capabilities } from "./step-target";
import { subjects } from "./subject";

describe("the server of a step has", () => {
  test.each<[Need, number]>([
    ["process", 1],
    ["log", 3],
    ["sessions", 6],
    ["postgres", 7],
    ["workers", 8],
    ["readiness", 11],
    ["drain", 11],
    ["traces", 12],
  ])("%s since step %i", (need, since) => {
    const having = subjects().filter((one) => capabilities(one).has(need));

    expect(Math.min(...having.map(({ step }) => step.number))).toBe(since);
    expect(having).toEqual(
      subjects().filter(({ step }) => step.number >= since),
    );
  });

  test("data in files until step 6", () => {
    const having = subjects().filter((one) => capabilities(one).has("files"));

    expect(Math.max(...having.map(({ step }) => step.number))).toBe(6);
  });
});
