// Several nodes of a step behind nginx as a side.
import { join } from "node:path";
import type { Step } from "../../../steps/steps";
import { fleetEntry, fleetEnvironment } from "../../servers/fleet/fleet-for";
import { root } from "../../servers/host/paths";
import type { ServerSide } from "./side";
import { stepSide } from "./step-side";

/** Each node is one worker: nodes are what is counted. */
export function fleetSide(step: Step, nodes: number, name: string): ServerSide {
  const { entry, env, ...rest } = stepSide(step);
  const fleet = fleetEnvironment(entry, step, nodes);
  return {
    ...rest,
    name,
    entry: join(root, fleetEntry),
    env: { ...env, ...fleet, WORKERS: "1" },
  };
}
