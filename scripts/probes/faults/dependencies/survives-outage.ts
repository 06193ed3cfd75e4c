// Hurts what a server depends on: does it say so, stay well itself, and come back?
import { setTimeout as delay } from "node:timers/promises";
import type { Dependency, DependencyName } from "../../targets/dependencies";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";

export interface Hurt {
  readonly name: DependencyName;
  /** What is wrong with it, as in "hangs". */
  readonly what: string;
  /** How the server may answer meanwhile. */
  readonly right: readonly number[];
  /** Whoever answers this has asked what is hurt; one user, unless given. */
  readonly path?: string;
}

/** No server waits longer until it asks again for what was gone. */
const BACK_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** Survived if it answers rightly meanwhile, is well, and comes back after. */
export async function survivesOutage(
  target: Target,
  hurt: Hurt & { readonly by: (dependency: Dependency) => void },
): Promise<Verdict> {
  const dependency = target.dependency(hurt.name);
  if (!(await comesBack(target, hurt))) {
    return fell("wrong answer", "no 200 before anything was done");
  }
  hurt.by(dependency);
  return recovers(target, hurt);
}

/** As above, of what is hurt already. */
export async function recovers(target: Target, hurt: Hurt): Promise<Verdict> {
  const verdict = await meanwhile(target, hurt);
  if (verdict.verdict === "fell") return verdict;
  target.dependency(hurt.name).comeBack();
  return (await comesBack(target, hurt))
    ? verdict
    : fell("crashed", "it is back, and is not used");
}

async function meanwhile(target: Target, hurt: Hurt): Promise<Verdict> {
  const reply = await target.ask({ path: pathOf(hurt) });
  if (reply === "hung") return fell("hung", `while it ${hurt.what}`);
  if (reply === "no answer") return fell("crashed", `while it ${hurt.what}`);
  if (!hurt.right.includes(reply.status)) {
    return fell("wrong answer", `${reply.status}, while it ${hurt.what}`);
  }
  const health = await target.health();
  return health === "well"
    ? survived(`${reply.status} meanwhile, and then back`)
    : fell("crashed", `its own health: ${health}`);
}

/** Whether it answers again, and asks for it what was hurt. */
async function comesBack(target: Target, hurt: Hurt): Promise<boolean> {
  const dependency = target.dependency(hurt.name);
  const deadline = performance.now() + BACK_WITHIN_MS;
  while (performance.now() < deadline) {
    const before = dependency.sent();
    const answer = await target.send({ path: pathOf(hurt) });
    if (answer?.status === 200 && dependency.sent() > before) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}

function pathOf({ path = "/users/1" }: Hurt): string {
  return path;
}
