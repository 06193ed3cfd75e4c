// Chooses the unit tests that come along with a step's server: those of its
// modules that need nothing which the server replaced.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesUnder } from "../servers/host/visible-files";
import { collisionsIn, pathInProject } from "./layout";
import { isTest, type Module, reachableFrom } from "./modules";

/**
 * The tests beside reachable modules, and others of the step itself that stand
 * in a folder of such modules: elsewhere is nothing of theirs to test.
 */
export function testsBeside(
  stepFolder: string,
  modules: ReadonlyMap<string, Module>,
): string[] {
  const beside = [...modules.keys()]
    .map((file) => file.replace(/\.ts$/, ".test.ts"))
    .filter((file) => isTest(file) && existsSync(file));
  const folders = new Set([...modules.keys()].map((file) => dirname(file)));
  const own = filesUnder(stepFolder)
    .filter(isTest)
    .map((path) => join(stepFolder, path))
    .filter((file) => folders.has(dirname(file)));
  return [...new Set([...beside, ...own])].sort();
}

/** Splits tests into those that fit beside the modules and those that do not. */
export function fittingTests(
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
