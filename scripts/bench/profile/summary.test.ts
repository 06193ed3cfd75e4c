// Proves what is said of where the time of a profile went.
import { readFileSync } from "node:fs";
import type { Profiler } from "node:inspector";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { sum } from "../statistics/averages";
import { summariseProfile } from "./summary";

/** Of step 1, under `GET /users?limit=20` for a moment. */
const ofStep1: Profiler.Profile = JSON.parse(
  readFileSync(join(__dirname, "fixtures/step-1.cpuprofile"), "utf8"),
);

describe("the summary of a real profile", () => {
  const { samples, seconds, idle, groups, functions } =
    summariseProfile(ofStep1);

  test("counts its samples, and how many were idle", () => {
    expect(samples).toBe(126);
    expect(idle).toBeCloseTo(8 / 126);
    expect(seconds).toBeCloseTo(0.337);
  });

  test("shares out all that was not idle among kinds of code", () => {
    expect(groups.map(({ name }) => name).sort()).toEqual([
      "Node.js",
      "express",
      "garbage collector",
      "mime-types",
      "native code",
      "the step's code",
    ]);
    expect(sum(groups.map(({ self }) => self))).toBeCloseTo(1);
  });

  test("names functions by their file and line, the costliest first", () => {
    expect(functions.slice(0, 2)).toEqual([
      {
        ...{ name: "writev", place: "", group: "native code" },
        self: expect.closeTo(40 / 118),
        total: expect.closeTo(40 / 118),
      },
      {
        ...{ name: "(anonymous)", place: "steps/01-naive/server.ts:25" },
        group: "the step's code",
        self: expect.closeTo(24 / 118),
        total: expect.closeTo(94 / 118),
      },
    ]);
  });

  test("names a package's file by the package, wherever it is installed", () => {
    const places = functions
      .filter(({ group }) => group === "express")
      .map(({ place }) => place);

    expect(places).toContain("express/lib/response.js:126");
  });
});

describe("a function that calls itself", () => {
  const at = (functionName: string, url = "steps/x.ts") => ({
    ...{ functionName, url, scriptId: "1", lineNumber: 1, columnNumber: 0 },
  });
  const profile: Profiler.Profile = {
    ...{ startTime: 0, endTime: 4000 },
    nodes: [
      { id: 1, callFrame: at("(root)", ""), children: [2, 5] },
      { id: 2, callFrame: at("walk"), children: [3] },
      { id: 3, callFrame: at("walk"), children: [4] },
      { id: 4, callFrame: at("leaf", "node:fs") },
      { id: 5, callFrame: at("(idle)", "") },
    ],
    samples: [2, 3, 4, 4, 5],
    timeDeltas: [0, 1000, 1000, 1000, 1000],
  };

  test("has each sample once in its total", () => {
    const { functions } = summariseProfile(profile);

    expect(functions.map(({ name, total }) => [name, total]).sort()).toEqual([
      ["leaf", 0.5],
      ["walk", 1],
    ]);
  });
});

test("a profile without samples has no shares", () => {
  const nothing = { nodes: [], startTime: 0, endTime: 0, samples: [] };

  expect(summariseProfile(nothing)).toEqual({
    ...{ samples: 0, seconds: 0, idle: 0, groups: [], functions: [] },
  });
});
