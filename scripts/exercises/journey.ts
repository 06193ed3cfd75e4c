// How far the learner has come, and the one thing to do next.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { directoryName, type Step } from "../../steps/steps";
import { warnOnce } from "../servers/host/terminal";
import { UserError } from "../servers/host/user-error";
import { exerciseOf, thisWorkshop, type Workshop } from "./exercise";
import { readProgress } from "./progress";
import { exerciseState } from "./starters";

export interface Stage {
  readonly step: Step;
  /** The path of its lesson, relative to the repository; null without one. */
  readonly lesson: string | null;
  readonly exercise: {
    readonly state: "untouched" | "started" | "passed";
    readonly passedAt: string | null;
    /** How many of its hints were shown. */
    readonly hints: number;
  };
}

export interface Next {
  /** What to type. */
  readonly command: string;
  readonly why: string;
}

/** Every step, with the state of its exercise. */
export function journey(workshop: Workshop = thisWorkshop): Stage[] {
  const progress = readProgress();
  return workshop.steps.map((step) => {
    const name = directoryName(step);
    const { passedAt = null, hints = 0 } = progress[name] ?? {};
    const lesson = `steps/${name}/README.md`;
    return {
      step,
      lesson: existsSync(join(workshop.root, lesson)) ? lesson : null,
      exercise: {
        state: passedAt
          ? "passed"
          : isEdited(step, workshop)
            ? "started"
            : "untouched",
        passedAt,
        hints,
      },
    };
  });
}

/**
 * The exercise that was begun last in order; otherwise the first step after
 * everything that passed; otherwise one that was left out.
 */
export function nextThing(stages: readonly Stage[]): Next {
  const begun = stages.findLast(({ exercise: e }) => e.state === "started");
  if (begun) return check(begun);
  const passed = stages.findLastIndex(
    ({ exercise: e }) => e.state === "passed",
  );
  const untouched = ({ exercise: e }: Stage) => e.state === "untouched";
  const open = stages.slice(passed + 1).find(untouched);
  const next = open ?? stages.find(untouched);
  return next ? begin(next) : lookBack(stages);
}

function check({ step }: Stage): Next {
  return {
    command: `npm run check ${step.number}`,
    why: `Exercise ${step.number} is begun. The check says what is left of it.`,
  };
}

function begin({ step, lesson }: Stage): Next {
  const name = directoryName(step);
  const read = lesson ? `Its lesson is ${lesson}. ` : "";
  return {
    command: `npm run step ${step.number}`,
    why: `Runs "${step.title}". ${read}Its exercise is exercises/${name}.`,
  };
}

function lookBack(stages: readonly Stage[]): Next {
  const first = stages.at(0)?.step.number;
  const last = stages.at(-1)?.step.number;
  return {
    command: `npm run diff ${first} ${last}`,
    why: "Every exercise passes. See what the server has become.",
  };
}

function isEdited(step: Step, workshop: Workshop): boolean {
  try {
    const exercise = exerciseOf(step, workshop);
    const { edited, missing } = exerciseState(exercise, workshop);
    return edited.length + missing.length > 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    warnOnce(error.message);
    return false;
  }
}
