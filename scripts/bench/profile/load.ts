// What is sent while a server is profiled: a workload of the bench, or one path.
import type { Step } from "../../../steps/steps";
import { UserError } from "../../servers/host/user-error";
import { drivable } from "../contrasts/learners-server";
import { requestHeaders } from "../sides/sides";
import { list } from "../workloads/timed-workloads";
import type { KindInput, TimedWorkload } from "../workloads/workload";
import { findWorkload } from "../workloads/workloads";

export interface ProfiledLoad {
  /** In a few words: "GET /users?limit=20". */
  readonly what: string;
  readonly kinds: readonly [KindInput, ...KindInput[]];
  readonly connections: number;
}

export interface TypedLoad {
  readonly workload?: string | undefined;
  readonly path?: string | undefined;
}

const CONNECTIONS = 10;

/**
 * @param exercise whose server it is for; a step's otherwise
 * @throws UserError for both, for an event, and for a path that is none.
 */
export function chooseLoad(
  { workload, path }: TypedLoad,
  exercise?: Step,
): ProfiledLoad {
  if (workload !== undefined && path !== undefined) {
    throw new UserError("--workload and --path cannot be combined.");
  }
  if (path !== undefined) return getOf(path);
  if (workload !== undefined) return ofWorkload(findTimed(workload));
  if (!exercise) return ofWorkload(list);
  const driven = drivable[exercise.number];
  return driven ? ofWorkload(driven.workload) : getOf("/orders");
}

function getOf(path: string): ProfiledLoad {
  if (!path.startsWith("/")) {
    throw new UserError(
      `--path is "${path}"; a path begins with a slash: --path /users`,
    );
  }
  const kinds: [KindInput] = [{ name: path, path, headers: requestHeaders() }];
  return { what: `GET ${path}`, kinds, connections: CONNECTIONS };
}

function findTimed(name: string): TimedWorkload {
  const workload = findWorkload(name);
  if (workload.type === "timed") return workload;
  throw new UserError(
    `${name} is an event, and no load that goes on. Type: --workload list`,
  );
}

function ofWorkload(workload: TimedWorkload): ProfiledLoad {
  const [first, ...more] = workload.kinds;
  return {
    what: described(workload),
    kinds: [withKey(first), ...more.map(withKey)],
    connections: workload.connections,
  };
}

/** Of a workload with bystanders, only what they stand by is sent. */
function described({ what, kinds, open }: TimedWorkload): string {
  const [{ method = "GET", path }, ...more] = kinds;
  return more.length === 0 && open?.bystanders ? `${method} ${path}` : what;
}

function withKey(kind: KindInput): KindInput {
  return { ...kind, headers: { ...requestHeaders(), ...kind.headers } };
}
