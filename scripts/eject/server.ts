// A whole server as one list of files: what ejecting writes and diffs compare.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  collisionsIn,
  type Layout,
  layOut,
  originOf,
  pathInProject,
  rewrite,
} from "./layout";
import { entriesOf, isTest, type Module, reachableFrom } from "./modules";
import { packageOf } from "./resolve";

/** A file of a server, with its imports rewritten for `path`. */
export interface SourceFile {
  /** `src/errors/error-handler.ts` */
  readonly path: string;
  readonly text: string;
  /** `steps/04-errors/errors/error-handler.ts` */
  readonly origin: string;
  /** Whether only tests need the file. */
  readonly test: boolean;
  /** Names of the packages that it imports. */
  readonly packages: readonly string[];
}

export interface Server {
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  /** Paths of what runs by itself, as `src/server.ts` does. */
  readonly entries: readonly string[];
  /** Origins of tests that do not fit this server. */
  readonly leftOut: readonly string[];
}

/**
 * Gathers the modules that a step's entries reach, as one `src/`.
 *
 * @param options.tests brings the unit tests of those modules along, each that
 * needs nothing which this server replaced.
 * @throws UserError where two modules claim one path or an import fails.
 */
export function materialise(
  stepFolder: string,
  { tests = false }: { readonly tests?: boolean } = {},
): Server {
  const stepsFolder = resolve(stepFolder, "..");
  const entries = entriesOf(stepFolder);
  const modules = reachableFrom(entries);
  const candidates = tests ? testsOf(stepFolder, modules) : [];
  const { brought, leftOut } = bring(candidates, modules, stepsFolder);
  const all = new Map([...modules, ...brought]);
  const layout = layOut(all.keys(), stepsFolder);
  const files = [...all.values()]
    .map((module) => sourceFile(module, layout, stepsFolder))
    .map((file, index) => ({ ...file, test: index >= modules.size }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files,
    entries: runnable(entries, modules).map((entry) =>
      pathInProject(entry, stepsFolder),
    ),
    leftOut: leftOut.map((file) => originOf(file, stepsFolder)),
  };
}

/** The names of all packages that the files import, sorted. */
export function packagesOf(files: readonly SourceFile[]): string[] {
  return [...new Set(files.flatMap(({ packages }) => packages))].sort();
}

/** What no other module loads: those are started by someone else. */
function runnable(
  entries: readonly string[],
  modules: ReadonlyMap<string, Module>,
): string[] {
  const loaded = [...modules.values()].flatMap(({ references }) =>
    references.map(({ target }) => target),
  );
  return entries.filter((entry) => !loaded.includes(entry));
}

function sourceFile(
  module: Module,
  layout: Layout,
  stepsFolder: string,
): Omit<SourceFile, "test"> {
  const packages = module.imports
    .filter(({ kind }) => kind === "module")
    .map(({ specifier }) => packageOf(specifier))
    .filter((name) => name !== undefined);
  return {
    path: pathInProject(module.file, stepsFolder),
    text: rewrite(module, layout),
    origin: originOf(module.file, stepsFolder),
    packages: [...new Set(packages)].sort(),
  };
}

/**
 * The tests beside reachable modules, and others of the step itself that stand
 * in a folder of such modules: elsewhere is nothing of theirs to test.
 */
function testsOf(stepFolder: string, modules: Map<string, Module>): string[] {
  const beside = [...modules.keys()]
    .map((file) => file.replace(/\.ts$/, ".test.ts"))
    .filter((file) => isTest(file) && existsSync(file));
  const folders = new Set([...modules.keys()].map((file) => dirname(file)));
  const own = readdirSync(stepFolder, { recursive: true, encoding: "utf8" })
    .filter(isTest)
    .map((path) => join(stepFolder, path))
    .filter((file) => folders.has(dirname(file)));
  return [...new Set([...beside, ...own])].sort();
}

/** Splits tests into those that fit beside the modules and those that do not. */
function bring(
  tests: readonly string[],
  modules: ReadonlyMap<string, Module>,
  stepsFolder: string,
): { brought: Map<string, Module>; leftOut: string[] } {
  const brought = new Map<string, Module>();
  const leftOut: string[] = [];
  for (const test of tests) {
    const needed = reachableFrom([test]);
    const all = new Map([...modules, ...brought, ...needed]);
    if (asksForServices(needed.get(test)) || !fits(all, stepsFolder)) {
      leftOut.push(test);
      continue;
    }
    for (const [file, module] of needed) {
      if (!modules.has(file)) brought.set(file, module);
    }
  }
  return { brought, leftOut };
}

/** By an environment of Jest's that stays behind, too. */
function asksForServices(test: Module | undefined): boolean {
  return /@jest-environment .*scripts\//.test(test?.text ?? "");
}

function fits(modules: Map<string, Module>, stepsFolder: string): boolean {
  const files = [...modules.keys()];
  // Higher than a step's folder is the workshop, which stays behind.
  if (!files.every((file) => isOfAStep(file, stepsFolder))) return false;
  const layout = new Map(
    files.map((file) => [file, pathInProject(file, stepsFolder)]),
  );
  return collisionsIn(layout, stepsFolder).length === 0;
}

function isOfAStep(file: string, stepsFolder: string): boolean {
  return (
    file.startsWith(join(stepsFolder, "/")) && dirname(file) !== stepsFolder
  );
}
