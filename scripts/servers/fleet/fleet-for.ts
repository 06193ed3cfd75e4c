// How a step is run that wants nginx in front of it: as a fleet, or as one node where there is none.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Step, steps } from "../../../steps/steps";
import { root, stepDirectory } from "../host/paths";
import { findNginx, nginxVersion } from "../services/nginx/find-nginx";

/** Relative to the repository, as entries of steps are. */
export const fleetEntry = "scripts/servers/fleet/main.ts";

export interface FleetRun {
  /** What to run in place of the step's entry. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** For people: what they get. */
  readonly descriptions: readonly string[];
}

const nodes = 2;

/** @param entry of the step, relative to the repository */
export function fleetFor(step: Step, entry: string): FleetRun {
  if (!step.services.includes("nginx") || !entry.endsWith("/server.ts")) {
    return { entry, env: {}, descriptions: [] };
  }
  const program = findNginx();
  if (!program) {
    const why = "One node, and nothing in front: no nginx is on the PATH";
    return { entry, env: {}, descriptions: [why] };
  }
  const what = `nginx ${nginxVersion(program)} in front of ${nodes} nodes`;
  return {
    entry: fleetEntry,
    env: fleetEnvironment(join(root, entry), step, nodes),
    descriptions: [what],
  };
}

/** What `main.ts` reads. */
export function fleetEnvironment(
  entry: string,
  step: Step,
  count: number,
): Record<string, string> {
  return {
    FLEET_ENTRY: entry,
    FLEET_TEMPLATE: templateFor(step),
    FLEET_NODES: String(count),
  };
}

/** The step's own, or that of the latest step before it. */
function templateFor(step: Step): string {
  const template = steps
    .filter(({ number }) => number <= step.number)
    .map((each) => join(stepDirectory(each), "nginx/express.conf.template"))
    .findLast((path) => existsSync(path));
  if (template) return template;
  throw new Error(`No step up to ${step.number} has a template for nginx.`);
}
