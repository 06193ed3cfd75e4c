// The whole server of a step as one list of files: what ejecting writes, and
// what diffs compare.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { directoryName, type Step } from "../../steps/steps";
import { stepDirectory } from "../servers/host/paths";
import { UserError } from "../servers/host/user-error";
import { packageOf } from "./imports";
import {
  type Layout,
  layOut,
  originOf,
  pathInProject,
  rewrite,
} from "./layout";
import { entriesOf, type Module, reachableFrom } from "./modules";
import { fittingTests, testsBeside } from "./server-tests";

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
 * Gathers the server of one of this workshop's steps, with its tests if asked
 * for.
 *
 * @throws UserError where the step has no server, or its modules do not fit.
 */
export function serverOfStep(
  step: Step,
  options: { readonly tests?: boolean } = {},
): Server {
  const folder = stepDirectory(step);
  if (!existsSync(join(folder, "server.ts"))) {
    throw new UserError(`steps/${directoryName(step)}/server.ts is gone.`, 1);
  }
  return materialise(folder, options);
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
  const candidates = tests ? testsBeside(stepFolder, modules) : [];
  const { brought, leftOut } = fittingTests(candidates, modules, stepsFolder);
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

/** The table of contents of a server is its app.ts; steps 1 and 2 have none. */
export function firstToRead({ files, entries }: Server): string {
  const app = files.find(({ path }) => path === "src/app.ts");
  return app?.path ?? entries[0] ?? "";
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
