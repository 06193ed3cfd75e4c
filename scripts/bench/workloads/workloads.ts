// The list of workloads: a new one gets a file of its own here, and a line below.
import { UserError } from "../../terminal/user-error";
import { nearest } from "../../workshop/nearest";
import { badBodies } from "./bad-bodies";
import { bystander } from "./bystander";
import { faultStorm } from "./fault-storm";
import { flood } from "./flood";
import { growth } from "./growth";
import { hotFile } from "./hot-file";
import { list } from "./list";
import { mixed } from "./mixed";
import { report } from "./report";
import { signUp } from "./sign-up";
import type { Workload } from "./workload";

export const workloads: readonly Workload[] = [
  list,
  signUp,
  mixed,
  report,
  bystander,
  growth,
  hotFile,
  flood,
  faultStorm,
  badBodies,
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
