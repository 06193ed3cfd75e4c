// Contrasts with what a learner has made: a server at an address, or an exercise's answer.

import { join } from "node:path";
import type { Step } from "../../../steps/steps";
import {
  exerciseDirectory,
  root,
  solutionDirectory,
} from "../../servers/host/paths";
import { UserError } from "../../servers/host/user-error";
import { parseOwnAddress } from "../../servers/http/own-address";
import { type ServerSide, stepSide, type UrlSide } from "../sides/sides";
import { orders, ordersBystander } from "../workloads/timed-workloads";
import type { TimedWorkload, Workload } from "../workloads/workload";
import type { PlannedContrast } from "./planned-contrast";

/**
 * Nothing is sent that writes, and nothing to a machine that may be another's.
 *
 * @throws UserError for such an address, and for a workload that writes.
 */
export function contrastOfUrl(
  step: Step,
  typed: string,
  workload: Workload,
  { isOwn }: { isOwn: boolean },
): PlannedContrast {
  if (workload.type === "event" || workload.writes) {
    throw new UserError(
      `${workload.name} leaves traces, and is not sent to a server of your own. Type: --workload list`,
    );
  }
  const b: UrlSide = {
    kind: "url",
    name: "your server",
    url: ownAddress(typed, isOwn),
  };
  return {
    workload: seenFromOutside(workload),
    a: stepSide(step),
    b,
    rank: "main",
    changes: [],
    claims: [],
    notes: [
      "Your server was one process for all samples, with data and a warm-up of its own: how much its processes differ is not in the interval. Of its answers only status and type were compared. Its CPU time and memory cannot be seen.",
    ],
  };
}

/** Only figures that need no probe inside the server. */
function seenFromOutside(workload: TimedWorkload): TimedWorkload {
  return { ...workload, closed: true, headline: { measure: "throughput" } };
}

function ownAddress(typed: string, isMine: boolean): string {
  const { url, path } = parseOwnAddress({ typed, isMine, deed: "a flood" });
  if (path === undefined) return url.origin;
  throw new UserError(
    `Beside a step the bench asks for what the step answers, and not for ${path}. Leave out the step to measure it: npm run bench -- --url ${typed}`,
  );
}

export interface Drivable {
  /** Of `scripts/bench/drivers/`: serves the exercise as steps are served. */
  readonly driver: string;
  readonly workload: TimedWorkload;
  /** Headers that are the learner's own choice of value. */
  readonly differences: readonly string[];
}

/** By step; the others ask for no server. */
export const drivable: Readonly<Record<number, Drivable>> = {
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
