// The committed reference results of each step, and the tables made from them.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { stepDirectory } from "../../workshop/paths";
import { contrastsOfStep } from "../contrasts/planned-contrast";
import { ResultsFile } from "../results/results-file";
import { summariseContrast } from "../summary/summarise";
import { referenceTable } from "./reference-table";

const RESULTS = "results.json";

/** `reference/` beside the step's lesson: raw samples, and a text a table. */
export function referenceFolder(step: Step): string {
  return join(stepDirectory(step), "reference");
}

/** Divides a run of the whole journey among the steps; returns the folders. */
export function writeReferences(
  results: ResultsFile,
  folderOf: (step: Step) => string = referenceFolder,
): string[] {
  return steps.flatMap((step) => {
    const contrasts = results.contrasts.filter(
      (contrast) => contrast.step === step.number,
    );
    if (contrasts.length === 0) return [];
    const folder = folderOf(step);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const own = { ...results, contrasts };
    writeFileSync(join(folder, RESULTS), onePairALine(own));
    for (const [name, text] of tablesOf(own)) {
      writeFileSync(join(folder, name), text);
    }
    return [folder];
  });
}

/**
 * What is wrong with a step's reference: tables that its samples do not give,
 * and claims that were changed after they were measured. Nothing, where there
 * is no reference yet.
 */
export function referenceProblems(
  step: Step,
  folder: string = referenceFolder(step),
): string[] {
  const file = join(folder, RESULTS);
  if (!existsSync(file)) return [];
  const place = `steps/${directoryName(step)}/reference`;
  const results = ResultsFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const tables = new Map(tablesOf(results));
  const there = readdirSync(folder).filter((name) => name !== RESULTS);
  const stray = there.filter((name) => !tables.has(name));
  const wrong = [...tables].filter(([name, text]) => {
    const path = join(folder, name);
    return !existsSync(path) || readFileSync(path, "utf8") !== text;
  });
  return [
    ...stray.map((name) => `${place}/${name} is the table of no contrast`),
    ...wrong.map(([name]) => `${place}/${name} is not what its samples give`),
    ...changedClaims(step, results, place),
  ];
}

/** Its text as the terminal shows it, by its file's name. */
function tablesOf(results: ResultsFile): [string, string][] {
  return results.contrasts.map((contrast) => {
    const summary = summariseContrast(contrast, results.confidence);
    const text = referenceTable(summary, results).join("\n");
    return [`${contrast.workload}.txt`, `${text}\n`];
  });
}

function changedClaims(
  step: Step,
  { contrasts }: ResultsFile,
  place: string,
): string[] {
  return contrastsOfStep(step)
    .filter(({ workload, claims }) => {
      const measured = contrasts.find((one) => one.workload === workload.name);
      return measured && !isDeepStrictEqual(measured.claims, claims);
    })
    .map(
      ({ workload }) =>
        `${place}: the claims of ${workload.name} have changed since they were measured`,
    );
}

/** So that a new run is a readable change. */
function onePairALine(results: ResultsFile): string {
  const text = JSON.stringify(results)
    .replaceAll('{"order":', '\n{"order":')
    .replaceAll('{"type":', '\n{"type":');
  return `${text}\n`;
}
