// What is profiled: the server of a step or of an exercise, and how it is started for it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { directoryName, type Service, type Step } from "../../../steps/steps";
import {
  exerciseDirectory,
  root,
  solutionDirectory,
} from "../../servers/host/paths";
import { UserError } from "../../servers/host/user-error";
import { stepSide } from "../sides/sides";

export interface ProfileSubject {
  /** As in a sentence: "step 13", "your exercise 14". */
  readonly name: string;
  /** The beginning of its profiles' folder: "13-scale-out". */
  readonly slug: string;
  /** An absolute path. */
  readonly entry: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly services: readonly Service[];
}

/** One node by itself: what is profiled are workers, and not nginx. */
export function stepSubject(step: Step): ProfileSubject {
  const { name, entry, execArgv, env } = stepSide(step);
  const { services } = step;
  return { name, slug: directoryName(step), entry, execArgv, env, services };
}

/**
 * V8 loses the names of functions that it has inlined, now and then: a learner
 * who looks for one finds its time in its caller.
 */
const inlineNothing = ["--no-turbo-inlining", "--no-maglev-inlining"];
const overlayPreload = join(root, "scripts/exercises/overlay-preload.js");

/**
 * The learner's files, or the solution's.
 *
 * @throws UserError (1) for an exercise that is no server.
 */
export function exerciseSubject(
  step: Step,
  { solution }: { readonly solution: boolean },
): ProfileSubject {
  const [base, overlay] = [exerciseDirectory(step), solutionDirectory(step)];
  const entry = entryOfExercise(step, base);
  if (!entry) {
    throw new UserError(
      `Exercise ${step.number} has no server to be started. Type a step: npm run profile ${step.number}`,
      1,
    );
  }
  const whose = solution ? "solution" : "exercise";
  return {
    name: solution ? `solution ${step.number}` : `your exercise ${step.number}`,
    slug: `${whose}-${directoryName(step)}`,
    entry,
    execArgv: [...inlineNothing, "-r", overlayPreload],
    env: {
      WORKSHOP_OVERLAY: solution ? overlay : "",
      WORKSHOP_OVERLAY_BASE: base,
    },
    services: [],
  };
}

/** A server of the exercise's own, else the one that the bench has for it. */
function entryOfExercise(step: Step, base: string): string | undefined {
  const own = join(base, "server.ts");
  const driver = join(__dirname, "..", "drivers", `${directoryName(step)}.ts`);
  return [own, driver].find((file) => existsSync(file));
}
