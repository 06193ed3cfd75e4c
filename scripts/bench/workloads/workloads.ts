// The list of workloads: a new one gets a line in it, and what is sent or done in the file that it belongs to.

import { nearest } from "../../servers/host/nearest";
import { UserError } from "../../servers/host/user-error";
import { badBodies, faultStorm } from "./bad-requests";
import { flood, spreadFlood } from "./floods";
import { handedOver } from "./handed-over";
import { nodeDeath, workerKills } from "./kills";
import { overload } from "./overload";
import { rollingRestarts, shutdown } from "./restarts";
import { signUpsAtOnce } from "./sign-ups-at-once";
import {
  bystander,
  growth,
  healthz,
  hotFile,
  list,
  mixed,
  report,
  reportBystander,
  signUp,
} from "./timed-workloads";
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
