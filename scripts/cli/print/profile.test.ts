// Proves that a profile in the terminal names what the learner can change.
import { expect, test } from "@jest/globals";
import type { KeptRun } from "../../bench/profile/kept-profiles";
import { EXERCISE } from "../../bench/profile/summary";
import { showProfiles } from "./profile";

const at = { place: "exercises/14-x/list.ts:1", group: EXERCISE };
const functions = [
  { name: "write", place: "", group: "native code", self: 0.6, total: 0.6 },
  { ...at, name: "list", self: 0.01, total: 0.9 },
  { ...at, name: "(anonymous)", self: 0, total: 0.95 },
];

function shown(group: string): string[] {
  const run: KeptRun = {
    ...{ version: 1, run: "x", command: "npm run profile", node: "v24.0.0" },
    startedAt: "2026-11-30T12:00:00.000Z",
    ...{ subject: "your exercise 14", load: "GET /orders", statuses: {} },
    workers: [
      {
        ...{ name: "the server", file: "x", threads: 0, samples: 100 },
        ...{ seconds: 1, idle: 0, groups: [] },
        functions: functions.map((one) =>
          one.group === EXERCISE ? { ...one, group } : one,
        ),
      },
    ],
  };
  return showProfiles(run);
}

test("an exercise's own functions stand apart, by what they take with all they call", () => {
  const lines = shown(EXERCISE);

  const from = lines.indexOf("Function of the exercise");
  const rows = lines.slice(from + 2).map((line) => line.trim().split(/ {2,}/));
  expect(rows).toEqual([
    ["1.0 %", "90.0 %", "list", "exercises/14-x/list.ts:1"],
  ]);
});

test("a step has no such part", () => {
  expect(shown("the step's code")).not.toContain("Function of the exercise");
});
