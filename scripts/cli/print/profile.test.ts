// Proves that a profile in the terminal names what the learner can change, and fits 80 columns.
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

const longNames: KeptRun = {
  ...{ version: 1, run: "13-scale-out-2026-11-30T18-59-00Z" },
  ...{ command: "npm run profile 13", startedAt: "2026-11-30T18:59:00.000Z" },
  ...{ subject: "step 13", load: "GET /users?limit=20", node: "24.0.0" },
  statuses: { 200: 41_230, 503: 2 },
  workers: [
    {
      ...{ name: "worker 1", file: "worker-1.cpuprofile", threads: 2 },
      ...{ samples: 4873, seconds: 5.01, idle: 0.031 },
      groups: Array.from({ length: 12 }, (_, index) => ({
        name: `package-${index}`,
        self: 0.05,
      })),
      functions: [
        named("toJson", "steps/12-observability/logging/json-line.ts:31"),
        named("short", "steps/05-layers/app.ts:1"),
        named("observe", "@prometheus-io/client/lib/metrics/histogram.js:237"),
        named("a".repeat(100), `${"b".repeat(100)}.js:1`),
        named("writev", ""),
      ],
    },
  ],
};

function named(name: string, place: string) {
  return { name, place, group: "native code", self: 0.1, total: 0.2 };
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

test("lines have at most 80 characters, whatever the names are", () => {
  const lines = showProfiles(longNames);

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(81);
});

test("a long path loses its middle, and a list its end", () => {
  const text = showProfiles(longNames).join("\n");

  expect(text).toContain("12-observability/…/json-line.ts:31");
  expect(text).toContain("@prometheus-io/…/histogram.js:237");
  expect(text).toContain("steps/05-layers/app.ts:1");
  expect(text).toMatch(/20\.0 % {2}4 more/);
});

test("what was asked, how much was answered, and what is missing stands first", () => {
  const [first, , ...more] = showProfiles(longNames);

  expect(first).toMatch(/^Step 13 under GET \/users\?limit=20: 41230 requests/);
  expect(more.join(" ")).toContain(
    "Its 2 worker threads are not in the profile.",
  );
});
