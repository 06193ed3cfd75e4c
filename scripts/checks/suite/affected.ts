// Finds what a change can break: tests by what they import, and steps by what their servers and exercises reach.
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { entriesOf, type Module, reachableFrom } from "../../eject/modules";
import { filesUnder, namesIn } from "../../servers/host/visible-files";

export interface Affected {
  /** Why all of it can break; undefined where it is known what cannot. */
  readonly everything?: string;
  /** Test files, as `scripts/…/x.test.ts`. */
  readonly tests: readonly string[];
  /** Numbers of the steps that are to be probed, and their lessons executed. */
  readonly steps: readonly number[];
  /** Numbers of the exercises to be proved. */
  readonly exercises: readonly number[];
}

/** Tests that stand for all steps, one after another. */
const byStep = {
  probes: "scripts/probes/steps.test.ts",
  lessons: "scripts/checks/lessons.test.ts",
} as const;
const exerciseProofs = /^scripts\/checks\/exercises-[^/]*\.test\.ts$/;

/** What decides on every test. */
const settings =
  /^(package(-lock)?\.json|tsconfig\.json|jest\.config\.js|biome\.json|scripts\/checks\/suite\/[^/]*\.js)$/;

/**
 * @param testFiles all of them, as `scripts/…/x.test.ts`
 * @param changed files that were changed, added or deleted, in the same form
 */
export function affectedBy(
  changed: readonly string[],
  testFiles: readonly string[],
  root: string,
): Affected {
  const all = {
    tests: testFiles,
    steps: foldersIn(root, "steps"),
    exercises: foldersIn(root, "exercises"),
  };
  const setting = changed.find((file) => settings.test(file));
  if (setting)
    return { ...all, everything: `${setting} decides on every test` };
  // Nothing that is left imports it, or the types say so.
  const there = changed.filter((file) => existsSync(join(root, file)));
  const graph = new Graph(root, testFiles);
  const touches = (roots: readonly string[]) => {
    const reached = graph.reachedFrom(roots);
    return there.some((file) => isPartOf(file, reached));
  };
  const touchesStep = (number: number) =>
    touches(graph.entries("steps", number)) ||
    changed.some((file) => file.startsWith(prefix("steps", number)));
  const steps = all.steps.filter(touchesStep);
  const exercises = all.exercises.filter(
    (number) =>
      touches(graph.entries("exercises", number)) ||
      touches(graph.entries("solutions", number)),
  );
  const tests = testFiles.filter(
    (file) => touches([file]) || (graph.startsSteps(file) && steps.length > 0),
  );
  const isWhole = (file: string) => touches([file]);
  return {
    tests: [
      ...tests.filter((file) => !isByStep(file) || isWhole(file)),
      ...testFiles
        .filter((file) => isByStep(file) && !isWhole(file))
        .filter((file) =>
          exerciseProofs.test(file) ? exercises.length > 0 : steps.length > 0,
        ),
    ],
    steps:
      isWhole(byStep.probes) || isWhole(byStep.lessons) ? all.steps : steps,
    exercises: testFiles.some(
      (file) => exerciseProofs.test(file) && isWhole(file),
    )
      ? all.exercises
      : exercises,
  };
}

function isByStep(file: string): boolean {
  return (
    file === byStep.probes ||
    file === byStep.lessons ||
    exerciseProofs.test(file)
  );
}

/** Code is part of what imports it; anything else of the code around it. */
function isPartOf(file: string, reached: ReadonlySet<string>): boolean {
  if (reached.has(file)) return true;
  if (/\.[jt]s$/.test(file)) return false;
  const folders = file.split("/").slice(0, -1);
  const around = [folders.join("/"), folders.slice(0, -1).join("/")];
  return around
    .filter((folder) => folder.includes("/"))
    .some((folder) =>
      [...reached].some((one) => one.slice(0, one.lastIndexOf("/")) === folder),
    );
}

function foldersIn(root: string, top: string): number[] {
  return namesIn(join(root, top))
    .filter((name) => /^\d\d-/.test(name))
    .map((name) => Number(name.slice(0, 2)));
}

function prefix(top: string, number: number): string {
  return `${top}/${String(number).padStart(2, "0")}-`;
}

/** Who imports whom; commands and steps' servers are started by their path. */
class Graph {
  readonly #root: string;
  readonly #modules: ReadonlyMap<string, Module>;

  constructor(root: string, testFiles: readonly string[]) {
    this.#root = root;
    const roots = [
      ...testFiles.map((file) => join(root, file)),
      ...["steps", "exercises", "solutions"].flatMap((top) =>
        foldersIn(root, top).flatMap((number) =>
          this.entries(top, number).map((file) => join(root, file)),
        ),
      ),
      ...[join(root, commandLine)].filter((file) => existsSync(file)),
    ];
    this.#modules = reachableFrom(roots);
  }

  /** The composition roots of a step, the files and tests of an exercise. */
  entries(top: string, number: number): string[] {
    const name = namesIn(join(this.#root, top)).find((each) =>
      `${top}/${each}`.startsWith(prefix(top, number)),
    );
    if (name === undefined) return [];
    const folder = join(this.#root, top, name);
    const files =
      top === "steps"
        ? entriesOf(folder)
        : filesUnder(folder)
            .filter((file) => file.endsWith(".ts"))
            .map((file) => join(folder, file));
    return files.map((file) => this.#short(file));
  }

  reachedFrom(roots: readonly string[]): ReadonlySet<string> {
    const reached = new Set<string>();
    const waiting = [...roots];
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      if (reached.has(file)) continue;
      reached.add(file);
      const module = this.#modules.get(join(this.#root, file));
      if (!module) continue;
      const targets = module.references.flatMap(({ target }) => target ?? []);
      waiting.push(
        ...[...targets, ...module.data].map((one) => this.#short(one)),
      );
      if (module.text.includes("cli/start.js")) waiting.push(commandLine);
    }
    return reached;
  }

  /** Whether it starts servers of steps, whichever they are. */
  startsSteps(test: string): boolean {
    return this.reachedFrom([test]).has(serverStarter);
  }

  #short(file: string): string {
    return relative(this.#root, file).replaceAll(sep, "/");
  }
}

const commandLine = "scripts/cli/cli.ts";
const serverStarter = "scripts/servers/start/start-server.ts";
