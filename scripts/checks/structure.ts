// Finds imports against the current (steps cite lower steps, tooling goes down),
// and modules of one server that could not stand in one project.
import { join } from "node:path";
import { collisionsIn, pathInProject } from "../eject/layout";
import {
  entriesOf,
  isTest,
  type Reference,
  reachableFrom,
  readModule,
} from "../eject/modules";
import { shortPath, sourceFilesIn, stepFolders } from "./source-files";

/**
 * The imports of steps that lead anywhere but to the same step or a lower one.
 * Tests may use the services, which they cannot do without.
 */
export function stepsImportingUp(root: string): string[] {
  return stepFolders(root).flatMap(({ number, path }) =>
    importsIn(root, path).flatMap(({ file, place, to, specifier }) => {
      if (!to) return [`${place} imports ${specifier}, which is no file`];
      if (isForTests(file) && to.startsWith("scripts/servers/")) return [];
      const [, target] = /^steps\/(\d\d)-/.exec(to) ?? [];
      if (!target) return [`${place} imports ${to}, which is of no step`];
      return Number(target) > number
        ? [`${place} imports ${to}, of a higher step`]
        : [];
    }),
  );
}

function isForTests(file: string): boolean {
  return isTest(file) || /[\\/]fixtures[\\/]/.test(file);
}

/** From the top to the bottom; what shares a line may not import each other. */
const layers = [
  ["cli", "checks"],
  ["site"],
  ["content"],
  ["exercises", "probes", "bench", "eject"],
  ["servers"],
];

/**
 * The imports of the tooling that lead up or sideways, or into the steps. Those
 * are for the site, for the contenders of the bench, and, as far as a step's
 * `…-events.ts` goes, for what reads its log. Tests may reach for anything.
 */
export function scriptsImportingUp(root: string): string[] {
  return importsIn(root, join(root, "scripts"))
    .filter(
      ({ file }) => !isTest(file) && !isForBrowsers(shortPath(root, file)),
    )
    .filter(({ file, to }) => !isContenderOfSteps(shortPath(root, file), to))
    .filter(({ file, to }) => !isEventsOfSteps(shortPath(root, file), to))
    .flatMap(({ file, place, to, specifier }) => {
      if (!to) return [`${place} imports ${specifier}, which is no file`];
      if (isData(to) || isDogfooded(file, to, root)) return [];
      const [from, target] = [shortPath(root, file), to].map(partOf);
      const allowed = from === target || layerOf(target) > layerOf(from);
      return allowed ? [] : [`${place} imports ${to}, which is not below it`];
    });
}

/** What they import are addresses. */
function isForBrowsers(file: string): boolean {
  return file.startsWith("scripts/site/assets/");
}

/** Servers that exist to be compared with steps are made of the same parts. */
function isContenderOfSteps(file: string, to: string | undefined): boolean {
  const isContender = file.startsWith("scripts/bench/contenders/");
  return isContender && (to?.startsWith("steps/") ?? false);
}

/** Whoever reads a step's log matches the messages that it exports. */
function isEventsOfSteps(file: string, to: string | undefined): boolean {
  const readsLogs = ["probes", "bench"].includes(partOf(file) ?? "");
  return readsLogs && /^steps\/\d\d-.*-events\.ts$/.test(to ?? "");
}

/** One problem for every path that two modules of one server claim. */
export function collidingModules(root: string): string[] {
  const stepsFolder = join(root, "steps");
  return stepFolders(root).flatMap(({ path }) => {
    const files = [...reachableFrom(entriesOf(path)).keys()];
    const layout = new Map(
      files.map((file) => [file, pathInProject(file, stepsFolder)]),
    );
    return collisionsIn(layout, stepsFolder).map(
      (collision) => `${shortPath(root, path)}: ${collision}`,
    );
  });
}

interface Found {
  readonly file: string;
  /** `steps/04-errors/app.ts:3` */
  readonly place: string;
  readonly specifier: string;
  readonly to: string | undefined;
}

function importsIn(root: string, folder: string): Found[] {
  return sourceFilesIn(folder).flatMap((file) =>
    readModule(file).references.map((reference: Reference) => ({
      file,
      place: `${shortPath(root, file)}:${reference.line}`,
      specifier: reference.specifier,
      to: reference.target && shortPath(root, reference.target),
    })),
  );
}

/** The list of steps, and the settings that the tools share. */
function isData(path: string): boolean {
  return path === "steps/steps.ts" || /\.json$|^[^/]+$/.test(path);
}

/** The site eats its own dog food: it is made of the steps' middleware. */
function isDogfooded(file: string, to: string, root: string): boolean {
  return partOf(shortPath(root, file)) === "site" && /^steps\/\d\d-/.test(to);
}

/** `scripts/eject/project/readme.ts` is part of `eject`. */
function partOf(path: string): string | undefined {
  const [top, part] = path.split("/");
  return top === "scripts" ? part : undefined;
}

/** How far down a part lies; what is no part of the tooling lies above all. */
function layerOf(part: string | undefined): number {
  return layers.findIndex((names) => part && names.includes(part));
}
