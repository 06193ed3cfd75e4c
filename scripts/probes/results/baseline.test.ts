// Proves that only what is new, and only what counts, fails.
import { expect, test } from "@jest/globals";
import { newFalls, newlyNotRun, parseWays } from "./baseline";
import type { OutcomeRecord, ResultsFile } from "./results-file";

function resultsOf(...outcomes: OutcomeRecord[]): ResultsFile {
  const at = "2026-11-30T12:00:00.000Z";
  return {
    ...{ version: 1, command: "npm run faults", complete: true, faults: [] },
    ...{ startedAt: at, finishedAt: at },
    environment: {
      ...{ node: "24", system: "Linux", processor: "one", cores: 2 },
      ...{ memoryBytes: 1, commit: null, modified: false, packages: {} },
    },
    servers: [{ name: "http://here", step: null, outcomes }],
  };
}

function fall(
  fault: string,
  how: "crashed" | "leaked",
  ...routes: string[]
): OutcomeRecord {
  const fallen = routes.map((route) => ({ route, how, observed: "" }));
  return {
    ...{ fault, verdict: "fell", how, observed: "", asClaimed: null },
    ...(fallen.length > 0 && { fallen }),
  };
}

const crash = fall("malformed-json", "crashed", "POST /a");
const leak = fall("malformed-url", "leaked");

test("without a baseline every fall is new", () => {
  expect(newFalls(resultsOf(crash, leak))).toHaveLength(2);
});

test("what an earlier run had is not new, another route and another way are", () => {
  const before = resultsOf(crash, leak);
  const now = resultsOf(
    fall("malformed-json", "crashed", "POST /a", "POST /b"),
    fall("malformed-url", "crashed"),
  );

  expect(newFalls(now, before)).toEqual([
    { fault: "malformed-json", how: "crashed", route: "POST /b" },
    { fault: "malformed-url", how: "crashed" },
  ]);
});

test("only the ways that were named count", () => {
  const ways = parseWays("leaked, lost-data");

  expect(newFalls(resultsOf(crash, leak), undefined, ways)).toEqual([
    { fault: "malformed-url", how: "leaked" },
  ]);
  expect(() => parseWays("crash")).toThrow('"crash" is no way to fall');
});

test("what was not run is not known, unless it was not before either", () => {
  const notRun: OutcomeRecord = {
    ...{ fault: "malformed-json", verdict: "not applicable", asClaimed: null },
    observed: "not run: the server was no longer well",
  };
  const now = resultsOf(notRun, {
    ...notRun,
    fault: "log",
    observed: "no log",
  });

  expect(newlyNotRun(now)).toEqual(["malformed-json"]);
  expect(newlyNotRun(now, resultsOf(crash))).toEqual(["malformed-json"]);
  expect(newlyNotRun(now, now)).toEqual([]);
});
