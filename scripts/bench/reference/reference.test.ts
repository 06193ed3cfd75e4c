// Proves that the tables in the repository are those that its samples give.
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Step, steps } from "../../../steps/steps";
import { namesOfLists } from "../contrasts/named";
import { contrastsOfStep } from "../contrasts/planned-contrast";
import {
  syntheticContrast,
  syntheticResults,
  syntheticRuns,
} from "../fixtures/synthetic";
import { TimedContrast } from "../results/results-file";
import {
  listReferenceProblems,
  referenceProblems,
  writeListReference,
  writeReferences,
} from "./reference";

test.each(steps.map((step) => [step.number, step] as const))(
  "the reference of step %d, if there is one, is in order",
  (_number, step) => {
    expect(referenceProblems(step)).toEqual([]);
  },
);

test.each(namesOfLists())(
  "the reference of the list %s, if there is one, is in order",
  (list) => {
    expect(listReferenceProblems(list)).toEqual([]);
  },
);

describe("a reference", () => {
  const step5 = steps.find(({ number }) => number === 5);
  if (!step5) throw new Error("there is a step 5");
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "reference-"));
    writeReferences(syntheticResults([listOf(step5)]), () => folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const change = (name: string, from: string, to: string): void => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(folder, name), text.replace(from, to));
  };

  test("is its samples, one pair a line, and a table for each contrast", () => {
    expect(readdirSync(folder).sort()).toEqual(["list.txt", "results.json"]);
    const table = readFileSync(join(folder, "list.txt"), "utf8");
    expect(table).toMatch(/^Step 5 against step 4: list\n/);
    expect(table).toContain("On your machine: npm run bench 5");
    const lines = readFileSync(join(folder, "results.json"), "utf8").split(
      "\n",
    );
    expect(lines.filter((line) => line.startsWith('{"order"'))).toHaveLength(
      24,
    );
    expect(referenceProblems(step5, folder)).toEqual([]);
  });

  test("that was mended by hand is found out", () => {
    change(
      "list.txt",
      "lost requests           0",
      "lost requests           9",
    );
    expect(referenceProblems(step5, folder)).toEqual([
      "steps/05-layers/reference/list.txt is not what its samples give",
    ]);
  });

  test("whose claim was changed afterwards is found out", () => {
    change("results.json", '"margin":0.1', '"margin":0.2');
    expect(referenceProblems(step5, folder)).toContain(
      "steps/05-layers/reference: the claims of list have changed since they were measured",
    );
  });

  test("whose table belongs to no contrast is found out", () => {
    writeFileSync(join(folder, "mixed.txt"), "");
    expect(referenceProblems(step5, folder)).toEqual([
      "steps/05-layers/reference/mixed.txt is the table of no contrast",
    ]);
  });
});

describe("a list's reference", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "reference-"));
    const contrast = syntheticContrast(syntheticRuns(12, 1, { ratio: 1 }));
    const sides = { a: "bare Express", b: "step 14: all" };
    const results = syntheticResults([
      TimedContrast.parse({ ...contrast, ...sides }),
    ]);
    writeListReference(results, "pieces", folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("is its samples, and one table with a line a contrast", () => {
    expect(readdirSync(folder).sort()).toEqual(["pieces.txt", "results.json"]);
    const table = readFileSync(join(folder, "pieces.txt"), "utf8");
    expect(table).toMatch(/^ {2}step 14: all .* bare Express .*×/m);
    expect(table).toContain("On your machine: npm run bench pieces");
    expect(listReferenceProblems("pieces", folder)).toEqual([]);
  });

  test("that was mended by hand is found out", () => {
    writeFileSync(join(folder, "pieces.txt"), "faster");

    expect(listReferenceProblems("pieces", folder)).toEqual([
      "steps/14-fast-path/reference-pieces/pieces.txt is not what its samples give",
    ]);
  });
});

/** The step's list as it is declared, with figures out of thin air. */
function listOf(step: Step): TimedContrast {
  const [declared] = contrastsOfStep(step);
  const contrast = syntheticContrast(syntheticRuns(12, 1, { ratio: 1 }));
  return TimedContrast.parse({
    ...contrast,
    step: step.number,
    workload: "list",
    a: "step 4",
    b: "step 5",
    claims: declared?.claims,
  });
}
