// Proves that the exercises' trees mirror each other, and that a dishonest exercise is found.
import { readdirSync } from "node:fs";
import { afterAll, describe, expect, test } from "@jest/globals";
import { exerciseOf, thisWorkshop } from "../exercises/exercise";
import { copyOfWorkshop } from "../exercises/fixtures/copy";
import { exerciseState, keptStarters } from "../exercises/starters";
import { targetName } from "../exercises/target";
import { ProcessPool } from "../exercises/test-process";
import { targetsOf, wrongOutcomes } from "./exercise-runs";
import { missingParts, staleStarters, unevenTrees } from "./exercise-trees";

const inCi = process.env.CI === "true";
const pool = new ProcessPool();
afterAll(() => pool.end());

// Elsewhere a file that was edited or deleted is a learner's work, which is what
// it is for.
const learnersWork = inCi
  ? []
  : thisWorkshop.steps.flatMap((step) => {
      const exercise = exerciseOf(step);
      const { edited, missing } = exerciseState(exercise);
      return [...edited, ...missing].map((file) => `${exercise.name}/${file}`);
    });

function isAboutLearnersWork(line: string): boolean {
  return learnersWork.some((file) => line.includes(file));
}

describe("every step has its folder, lesson, exercise and solution", () => {
  test("here", () => {
    expect(missingParts(thisWorkshop)).toEqual([]);
  });

  test("and what is missing, or of no step, is named", () => {
    const broken = copyOfWorkshop({
      "steps/01-greeting/server.ts": "",
      "steps/03-farewell/server.ts": "",
      "exercises/02-answer/README.md": null,
    });

    expect(missingParts(broken)).toEqual([
      "steps/01-greeting/README.md is missing",
      "steps/02-answer/server.ts is missing",
      "steps/02-answer/README.md is missing",
      "exercises/02-answer/README.md is missing",
      "steps/03-farewell is of no step in steps.ts",
    ]);
  });
});

describe("exercises, solutions and traps mirror each other", () => {
  test("here", () => {
    const uneven = unevenTrees(thisWorkshop).filter(
      (line) => !isAboutLearnersWork(line),
    );

    expect(uneven).toEqual([]);
  });

  test("and what does not is named", () => {
    const traps = "solutions/01-greeting/traps";
    const broken = copyOfWorkshop({
      "exercises/01-greeting/README.md": "# Exercise 1: A greeting\n## Task\n",
      "exercises/01-greeting/forgotten.ts": "// TODO: solve me.",
      "solutions/01-greeting/invented.ts": "",
      [`${traps}/silent/words.ts`]: "export const words = 1;",
      [`${traps}/astray/elsewhere.ts`]: "// Trap: x\n// Caught by: y",
    });

    const problems = unevenTrees(broken).filter((line) =>
      line.includes("01-greeting"),
    );

    expect(problems).toEqual([
      "solutions/01-greeting/invented.ts solves no file of the exercise",
      "exercises/01-greeting/forgotten.ts has a TODO and no solution",
      'exercises/01-greeting/README.md has no "## Done when"',
      'exercises/01-greeting/README.md has no "## Hints"',
      "exercises/01-greeting/README.md has 0 hints, not 3",
      `${traps}/astray/elsewhere.ts replaces no file of the solution`,
      `${traps}/silent does not say what is wrong with it`,
      `${traps}/silent names no test that catches it`,
    ]);
  });

  test("and a solution or trap that imports the learner's file is named", () => {
    const learners = "exercises/01-greeting/words";
    const broken = copyOfWorkshop({
      "solutions/01-greeting/greeting.ts": `import "../../${learners}";`,
      "solutions/01-greeting/traps/no-trim/greeting.ts": `// Trap: x\n// Caught by: y\nimport "../../../../${learners}";`,
    });

    expect(unevenTrees(broken)).toEqual(
      expect.arrayContaining([
        "solutions/01-greeting/greeting.ts imports the learner's words.ts, not the solution's",
        "solutions/01-greeting/traps/no-trim/greeting.ts imports the learner's words.ts, not the solution's",
      ]),
    );
  });

  test("and an exercise with too few traps is named", () => {
    expect(unevenTrees(copyOfWorkshop())).toContain(
      "solutions/02-answer/traps has 1 traps, not 3",
    );
  });
});

describe("the kept starters are the exercises' files", () => {
  test("here", () => {
    const stale = staleStarters(thisWorkshop, keptStarters()).filter(
      (line) => !isAboutLearnersWork(line),
    );

    expect(stale).toEqual([]);
  });

  test("and those that are not, or not any more, are named", () => {
    const kept = { "01-greeting/greeting.ts": "", "01-greeting/gone.ts": "" };

    expect(staleStarters(copyOfWorkshop(), kept)).toEqual(
      expect.arrayContaining([
        "exercises/01-greeting/greeting.ts is not as it is kept",
        "exercises/01-greeting/gone.ts is not as it is kept",
      ]),
    );
  });
});

test("the exercises of every step are proved in one of the files beside this", () => {
  const groups = readdirSync(__dirname).flatMap((name) => {
    const group = /^exercises-(\d+)-(?:to|and)-(\d+)\.test\.ts$/.exec(name);
    return group ? [{ from: Number(group[1]), to: Number(group[2]) }] : [];
  });

  const unproved = thisWorkshop.steps.filter(
    ({ number }) =>
      !groups.some(({ from, to }) => number >= from && number <= to),
  );

  expect(unproved).toEqual([]);
});

describe("starters that pass, solutions that fail and traps that are not caught", () => {
  test("are named", async () => {
    const problems = await problemsOfGreeting({
      "exercises/starters.json": JSON.stringify({
        "01-greeting/greeting.ts":
          'export const greet = (name: string) => "Hello, " + name.trim();',
      }),
      "solutions/01-greeting/greeting.ts":
        "export const greet = (name: string) => name;",
      "solutions/01-greeting/traps/no-trim/greeting.ts":
        "// Trap: it is wrong.\n// Caught by: greet › never\nexport const greet = () => {};",
    });

    expect(problems).toEqual([
      "starter: it passes",
      'solution: "greet › begins with a hello" fails',
      'solution: "greet › has the name" fails',
      'solution: "greet › takes the spaces away" fails',
      'solution: "greet › uses the words that the test sees" fails',
      'trap:no-trim: not caught by "greet › never"',
    ]);
  });

  test("are not hidden by one that crashes instead of failing", async () => {
    const crash = "export function greet(): string { return JSON.parse('{'); }";
    const problems = await problemsOfGreeting({
      "exercises/starters.json": JSON.stringify({
        "01-greeting/greeting.ts": crash,
      }),
      "solutions/01-greeting/traps/no-trim/greeting.ts":
        "// Trap: it is wrong.\n// Caught by: greet › never\nthrow new Error('early');",
    });

    expect(problems).toContain(
      'starter: "greet › has the name" fails by no assertion',
    );
    expect(problems).toContain("trap:no-trim: could not be run (load)");
  });
});

/** What is found in the tiny workshop's first exercise after some changes. */
async function problemsOfGreeting(
  changes: Readonly<Record<string, string>>,
): Promise<string[]> {
  const workshop = copyOfWorkshop({
    "solutions/01-greeting/traps/shouting/words.ts": null,
    ...changes,
  });
  const exercise = exerciseOf(workshop.find("1", "check"), workshop);
  const problems: string[] = [];
  for (const target of targetsOf(exercise)) {
    const found = await wrongOutcomes(exercise, target, {
      workshop,
      skips: false,
      pool,
    });
    problems.push(...found.map((what) => `${targetName(target)}: ${what}`));
  }
  return problems;
}
