// Cuts a server off from what it depends on: does it say so, stay well itself, and come back?
import { setTimeout as delay } from "node:timers/promises";
import { describeRefusal } from "../servers/http/describe-answer";
import type { Dependency, DependencyName } from "./targets/dependencies";
import type { Target } from "./targets/target";
import { fell, survived, type Verdict } from "./verdict";

export interface Outage {
  readonly of: DependencyName;
  /** What is wrong with it, as in "hangs". */
  readonly what: string;
  /** The statuses that are right meanwhile. */
  readonly right: readonly number[];
  /** A GET of this needs the dependency; one user, unless given. */
  readonly path?: string;
}

/** No server waits longer until it tries what was gone again. */
const BACK_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** Survived if it answers rightly meanwhile, is well, and comes back after. */
export async function survivesOutage(
  target: Target,
  outage: Outage & { readonly by: (dependency: Dependency) => void },
): Promise<Verdict> {
  if (!(await comesBack(target, outage))) {
    return fell("wrong answer", "no 200 before anything was done");
  }
  outage.by(target.dependency(outage.of));
  return recovers(target, outage);
}

/** As above, from an outage that has begun already. */
export async function recovers(
  target: Target,
  outage: Outage,
): Promise<Verdict> {
  const verdict = await meanwhile(target, outage);
  if (verdict.verdict === "fell") return verdict;
  target.dependency(outage.of).comeBack();
  return (await comesBack(target, outage))
    ? verdict
    : fell("crashed", "it is back, and is not used");
}

async function meanwhile(target: Target, outage: Outage): Promise<Verdict> {
  const { what, right } = outage;
  const reply = await target.ask({ path: pathOf(outage) });
  if (reply === "hung") return fell("hung", `while it ${what}`);
  if (reply === "no answer") return fell("crashed", `while it ${what}`);
  const words = describeRefusal(reply);
  if (!right.includes(reply.status)) {
    return fell("wrong answer", `${words}, while it ${what}`);
  }
  const health = await target.health();
  return health === "well"
    ? survived(`${words} meanwhile, and then back`)
    : fell("crashed", `its own health: ${health}`);
}

/** Whether it answers again, and has used the dependency for that. */
async function comesBack(target: Target, outage: Outage): Promise<boolean> {
  const dependency = target.dependency(outage.of);
  const deadline = performance.now() + BACK_WITHIN_MS;
  while (performance.now() < deadline) {
    const before = dependency.sent();
    const response = await target.send({ path: pathOf(outage) });
    if (response?.status === 200 && dependency.sent() > before) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}

function pathOf({ path = "/users/1" }: Outage): string {
  return path;
}
