// The committed reference results of each step and each list, and the tables made from them.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { stepDirectory } from "../../servers/host/paths";
import { table, wrap } from "../../servers/host/terminal";
import { namesIn } from "../../servers/host/visible-files";
import { contrastsNamed, stepOfList } from "../contrasts/named";
import {
  contrastsOfStep,
  type PlannedContrast,
} from "../contrasts/planned-contrast";
import { ResultsFile } from "../results/results-file";
import { labelOf } from "../summary/rows";
import { type Colours, showContrast, showVerdict } from "../summary/show-run";
import {
  type ContrastSummary,
  summarise,
  summariseContrast,
} from "../summary/summarise";
import { timesWithin } from "../verdicts/format";

const RESULTS = "results.json";

/** `reference/` beside the step's lesson: raw samples, and a text a table. */
export function referenceFolder(step: Step): string {
  return join(stepDirectory(step), "reference");
}

/** Divides a run, of the journey or of one step, among the steps; returns the folders. */
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
    const own = { ...results, contrasts };
    writeReference(folder, own, tablesOf(own));
    return [folder];
  });
}

/** Beside that of its step: the samples, and one table with a line a contrast. */
function listReferenceFolder(list: string): string {
  return join(stepDirectory(stepOfList(list)), `reference-${list}`);
}

/** Returns the folder. */
export function writeListReference(
  results: ResultsFile,
  list: string,
  folder: string = listReferenceFolder(list),
): string {
  writeReference(folder, results, [listTableOf(results, list)]);
  return folder;
}

type Tables = readonly (readonly [name: string, text: string])[];

function writeReference(
  folder: string,
  results: ResultsFile,
  tables: Tables,
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, RESULTS), onePairALine(results));
  for (const [name, text] of tables) writeFileSync(join(folder, name), text);
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
  const place = `steps/${directoryName(step)}/reference`;
  const planned = contrastsOfStep(step);
  return problemsOf(folder, { place, planned, tables: tablesOf });
}

/** The same for the reference of a list. */
export function listReferenceProblems(
  list: string,
  folder: string = listReferenceFolder(list),
): string[] {
  const step = directoryName(stepOfList(list));
  return problemsOf(folder, {
    place: `steps/${step}/reference-${list}`,
    planned: contrastsNamed(list),
    tables: (results) => [listTableOf(results, list)],
  });
}

interface Expected {
  readonly place: string;
  readonly planned: readonly PlannedContrast[];
  readonly tables: (results: ResultsFile) => Tables;
}

function problemsOf(folder: string, expected: Expected): string[] {
  const file = join(folder, RESULTS);
  if (!existsSync(file)) return [];
  const { place, planned } = expected;
  const results = ResultsFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const tables = new Map(expected.tables(results));
  const there = namesIn(folder).filter((name) => name !== RESULTS);
  const stray = there.filter((name) => !tables.has(name));
  const wrong = [...tables].filter(([name, text]) => {
    const path = join(folder, name);
    return !existsSync(path) || readFileSync(path, "utf8") !== text;
  });
  return [
    ...stray.map((name) => `${place}/${name} is the table of no contrast`),
    ...wrong.map(([name]) => `${place}/${name} is not what its samples give`),
    ...changedClaims(planned, results, place),
  ];
}

/**
 * Its text as the terminal shows it, by its file's name: the workload's, and a
 * number where a workload contrasts other sides a second time.
 */
function tablesOf(results: ResultsFile): [string, string][] {
  return results.contrasts.map((contrast, index) => {
    const summary = summariseContrast(contrast, results.confidence);
    const text = referenceTable(summary, results).join("\n");
    const { workload } = contrast;
    const earlier = results.contrasts
      .slice(0, index)
      .filter((each) => each.workload === workload).length;
    const name = earlier === 0 ? workload : `${workload}-${earlier + 1}`;
    return [`${name}.txt`, `${text}\n`];
  });
}

function listTableOf(
  results: ResultsFile,
  list: string,
): [name: string, text: string] {
  return [`${list}.txt`, `${listTable(results, list).join("\n")}\n`];
}

function changedClaims(
  planned: readonly PlannedContrast[],
  { contrasts }: ResultsFile,
  place: string,
): string[] {
  return planned
    .filter(({ workload, a, b, claims }) => {
      const measured = contrasts.find(
        (one) =>
          one.workload === workload.name &&
          one.a === a.name &&
          one.b === b.name,
      );
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

const plain: Colours = {
  bold: String,
  dim: String,
  red: String,
  green: String,
  yellow: String,
  cyan: String,
};

function referenceTable(
  summary: ContrastSummary,
  results: ResultsFile,
): string[] {
  return [
    ...showContrast(summary, results.confidence, plain),
    ...whereAndHow(results, String(summary.step)),
  ];
}

/** Of a list, whose contrasts are alike: a line each, and what was claimed. */
function listTable(results: ResultsFile, list: string): string[] {
  const label = labelOf({ measure: "cpuPerRequest" });
  const { contrasts } = summarise(results);
  const interval = `(${Math.round(results.confidence * 100)} % interval)`;
  const lines = contrasts.flatMap(({ a, b, rows }) => {
    const row = rows.find((one) => one.label === label);
    const ratio = row?.comparison ? timesWithin(row.comparison) : "";
    return row ? [[b, row.b, a, row.a, ratio]] : [];
  });
  return [
    `${label}, and ratio ${interval}`,
    ...table(lines).map((line) => `  ${line}`),
    ...contrasts.flatMap(({ verdicts }) =>
      verdicts.flatMap((verdict) => showVerdict(verdict, plain)),
    ),
    ...whereAndHow(results, list),
  ];
}

function whereAndHow(
  { environment, startedAt, mode }: ResultsFile,
  subject: string,
): string[] {
  const { processor, cores, node } = environment;
  const length = mode === "normal" ? "" : ` -- --${mode}`;
  return [
    ...wrap(
      `Measured on ${startedAt.slice(0, 10)}: ${processor}, ${cores} cores, Node ${node}.`,
    ),
    `On your machine: npm run bench ${subject}${length}`,
  ];
}
