// The list of workloads: a new one gets a file of its own here, and a line below.

import { nearest } from "../../servers/host/nearest";
import { UserError } from "../../servers/host/user-error";
import { badBodies } from "./bad-bodies";
import { bystander } from "./bystander";
import { faultStorm } from "./fault-storm";
import { flood } from "./flood";
import { growth } from "./growth";
import { handedOver } from "./handed-over";
import { healthz } from "./healthz";
import { hotFile } from "./hot-file";
import { list } from "./list";
import { mixed } from "./mixed";
import { nodeDeath } from "./node-death";
import { overload } from "./overload";
import { report } from "./report";
import { reportBystander } from "./report-bystander";
import { rollingRestarts } from "./rolling-restarts";
import { shutdown } from "./shutdown";
import { signUp } from "./sign-up";
import { signUpsAtOnce } from "./sign-ups-at-once";
import { spreadFlood } from "./spread-flood";
import { workerKills } from "./worker-kills";
import type { Workload } from "./workload";

export const workloads: readonly Workload[] = [
  list,
  signUp,
  mixed,
  report,
  bystander,
  reportBystander,
  growth,
  hotFile,
  healthz,
  flood,
  spreadFlood,
  handedOver,
  workerKills,
  shutdown,
  rollingRestarts,
  overload,
  faultStorm,
  badBodies,
  signUpsAtOnce,
  nodeDeath,
];

/** @throws UserError that names the nearest one. */
export function findWorkload(name: string): Workload {
  const found = workloads.find((workload) => workload.name === name);
  if (found) return found;
  const names = workloads.map((workload) => workload.name);
  const near = nearest(name, names);
  throw new UserError(
    `There is no workload "${name}". ${near ? `If you meant ${near}, type: --workload ${near}` : `There are: ${names.join(", ")}.`}`,
  );
}
