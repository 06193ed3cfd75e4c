// The learner's own answer beside the solution, where it is something to drive.
import { join } from "node:path";
import type { Step } from "../../../steps/steps";
import {
  exerciseDirectory,
  root,
  solutionDirectory,
} from "../../servers/host/paths";
import { UserError } from "../../servers/host/user-error";
import type { ServerSide } from "../sides/side";
import { orders, ordersBystander } from "../workloads/order";
import type { TimedWorkload } from "../workloads/workload";
import type { PlannedContrast } from "./planned-contrast";

interface Drivable {
  /** Of `scripts/bench/drivers/`: serves the exercise as steps are served. */
  readonly driver: string;
  readonly workload: TimedWorkload;
  /** Headers that are the learner's own choice of value. */
  readonly differences: readonly string[];
}

/** By step; the others ask for no server. */
const drivable: Readonly<Record<number, Drivable>> = {
  2: { driver: "02-event-loop", workload: ordersBystander, differences: [] },
  3: {
    driver: "03-middleware",
    workload: orders,
    differences: ["header x-correlation-id", "header x-response-time"],
  },
};

/** @throws UserError (1) for an exercise that there is nothing to drive of. */
export function contrastOfExercise(step: Step): PlannedContrast {
  const found = drivable[step.number];
  if (!found) {
    const numbers = Object.keys(drivable).join(" and ");
    throw new UserError(
      `Exercise ${step.number} is no server: there is nothing to drive. Those that are: ${numbers}.`,
      1,
    );
  }
  const [name, ...more] = found.differences;
  return {
    workload: found.workload,
    a: answerSide(step, found, "the solution", solutionDirectory(step)),
    b: answerSide(step, found, "your answer"),
    rank: "main",
    changes: name
      ? [
          {
            differences: [name, ...more],
            why: "each answer gives them values of its own",
          },
        ]
      : [],
    claims: [],
    notes: [],
  };
}

function answerSide(
  step: Step,
  { driver }: Drivable,
  name: string,
  overlay = "",
): ServerSide {
  return {
    kind: "server",
    name,
    entry: join(__dirname, "..", "drivers", `${driver}.ts`),
    env: {
      WORKSHOP_OVERLAY: overlay,
      WORKSHOP_OVERLAY_BASE: exerciseDirectory(step),
    },
    execArgv: ["-r", join(root, "scripts/exercises/overlay-preload.js")],
  };
}
