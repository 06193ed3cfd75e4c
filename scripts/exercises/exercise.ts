// One exercise of the workshop: where its files are and what it is called.
import { join } from "node:path";
import { directoryName, type Step, steps } from "../../steps/steps";
import { findStep } from "../servers/host/find-step";
import { root } from "../servers/host/paths";
import { readText } from "../servers/host/read-text";
import { filesUnder } from "../servers/host/visible-files";

export interface Exercise {
  readonly number: number;
  /** The name of its folder, and its key in the progress: `03-middleware`. */
  readonly name: string;
  readonly folder: string;
  readonly solution: string;
  /** Its title, from the heading of its README. */
  readonly title: string;
}

/** A folder with `exercises/` and `solutions/` in it, and their steps. */
export interface Workshop {
  readonly root: string;
  readonly steps: readonly Step[];
  /** The step that was typed to a command, as `findStep`. */
  find(typed: string | undefined, command: string): Step;
}

/** The workshop itself; tests have a smaller one. */
export const thisWorkshop: Workshop = { root, steps, find: findStep };

export function exerciseOf(step: Step, workshop = thisWorkshop): Exercise {
  const name = directoryName(step);
  const folder = join(workshop.root, "exercises", name);
  return {
    number: step.number,
    name,
    folder,
    solution: join(workshop.root, "solutions", name),
    get title() {
      const heading = /^# Exercise \d+: (.+)$/m.exec(readmeOf(this));
      return heading?.[1]?.trim() ?? step.exercise;
    },
  };
}

/** The text of an exercise's README, empty if there is none. */
export function readmeOf({ folder }: Pick<Exercise, "folder">): string {
  try {
    return readText(join(folder, "README.md"));
  } catch {
    return "";
  }
}

/** The absolute paths of its tests. */
export function testFiles({ folder }: Exercise): string[] {
  return filesUnder(folder)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
}
