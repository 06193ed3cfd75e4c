// Proves that a rate gets as many nodes as its points say, and is told where they say nothing.
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  syntheticContrast,
  syntheticResults,
  syntheticRuns,
} from "../../bench/fixtures/synthetic";
import { keepResults } from "../../bench/results/results-file";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { planFor } from "./capacity";
import { runCli } from "./fixtures/run-cli";

const linear = [
  { n: 1, rate: 1000 },
  { n: 2, rate: 2000 },
  { n: 4, rate: 4000 },
];

describe("a plan", () => {
  test("has room for two fifths more, and for one node less", () => {
    const { needed, nodes, isGuess } = planFor(1800, linear);

    expect(needed).toMatchObject({ n: 3, rate: 3000, low: 3000, high: 3000 });
    expect({ nodes, isGuess }).toEqual({ nodes: 4, isGuess: false });
  });

  test("says where it is a guess", () => {
    expect(planFor(5000, linear)).toMatchObject({ nodes: 10, isGuess: true });
  });

  test("says where no number is enough", () => {
    const queueing = [
      { n: 1, rate: 1000 },
      { n: 2, rate: 1333 },
      { n: 4, rate: 1600 },
    ];

    expect(planFor(5000, queueing).nodes).toBeUndefined();
  });
});

/** Of six pairs of samples, between sides of those names. */
function resultsOf(sides: { a: string; b: string }) {
  const contrast = {
    ...syntheticContrast(syntheticRuns(6, 1, {})),
    ...{ ...sides, step: 13, workload: "list" },
  };
  return { ...syntheticResults([contrast]), command: "npm run bench 13" };
}

const nodes = { a: "one node", b: "two nodes" };

describe("the command", () => {
  const state = { WORKSHOP_STATE: "" };
  beforeEach(() => {
    state.WORKSHOP_STATE = writeTree({});
    process.env.WORKSHOP_STATE = state.WORKSHOP_STATE;
  });
  afterAll(() => {
    delete process.env.WORKSHOP_STATE;
  });

  test("says what it takes, and how it was found", async () => {
    const points = "1:1000,1:1000,2:1900,2:1900,4:3400,4:3400";

    const { code, stdout } = await runCli([
      "capacity",
      "1800",
      "--points",
      points,
    ]);

    expect(code).toBe(0);
    expect(stdout).toContain("1800 a second take 4 nodes");
    expect(stdout).toContain("so that one can go: 5.");
  });

  test("claims no certainty where each number was measured once", async () => {
    const { stdout } = await runCli([
      ...["capacity", "1800", "--points", "1:1000,2:1900"],
    ]);

    expect(stdout.replaceAll("\n", " ")).toContain("measured once each");
  });

  test("takes what the bench has measured", async () => {
    keepResults(resultsOf(nodes));

    const { code, stdout } = await runCli(["capacity", "50"], state);

    expect(code).toBe(0);
    expect(stdout.replaceAll("\n", " ")).toMatch(
      /^By 12 samples of npm run bench 13 \(.*\.json\), for pages of the list:/,
    );
  });

  test("says what to type where the bench has measured nothing of the kind", async () => {
    keepResults(resultsOf({ a: "step 12", b: "step 13" }));

    const { code, stderr } = await runCli(["capacity", "1800"], state);

    expect(code).toBe(1);
    expect(stderr).toContain("npm run bench 13 -- --workload list");
    expect(stderr).toContain("npm run capacity 1800 -- --points");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test.each([
    [
      ["capacity", "1800", "--points", "1:9,x"],
      '"x" is not written as 2:1890.',
    ],
    [["capacity", "1800", "--points", "1:9"], "measure two at least"],
    [["capacity", "many", "--points", "1:9"], "A rate is a number"],
  ])("%j is one line", async (words, line) => {
    const { code, stderr } = await runCli(words);

    expect(code).toBe(2);
    expect(stderr).toContain(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
