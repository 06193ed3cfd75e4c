// Does faults to a server that the workshop did not start, one after another, on each of its routes.
import { setTimeout as delay } from "node:timers/promises";
import type { AttackedServer, RoutedTarget } from "../own/attacked-server";
import type { Fault } from "../probe";
import type { Target } from "../targets/target";
import { type Fall, falls, type Outcome, type Verdict } from "../verdict";
import { attackWith } from "./attack";

export interface FallenRoute {
  readonly route: string;
  readonly how: Fall;
  readonly observed: string;
}

export interface DoneToOwn {
  readonly fault: Fault;
  readonly outcome: Outcome;
  /** Where it was done on several routes: those that fell. */
  readonly fallen: readonly FallenRoute[];
}

interface Options {
  readonly signal: AbortSignal;
  readonly onOutcome: (done: DoneToOwn) => void;
}

/** Whoever supervises it may start it again; nobody here does. */
const BACK_WITHIN_MS = 5000;
const LOOK_EVERY_MS = 250;

export async function runOnOwn(
  server: AttackedServer,
  faults: readonly Fault[],
  { signal, onOutcome }: Options,
): Promise<void> {
  const isSlow = ({ slow = false }: Fault) => slow;
  const waiting = faults.filter(isSlow);
  const others = faults.filter((fault) => !isSlow(fault));
  let isGone = false;
  let broken: string | undefined;
  const attack = async (fault: Fault) => {
    signal.throwIfAborted();
    const targets = server.applying(fault);
    if (typeof targets === "string" || isGone || broken !== undefined) {
      const why = isGone ? notRun : `not run: ${broken}`;
      const observed = typeof targets === "string" ? targets : why;
      const outcome = { verdict: "not applicable", observed } as const;
      return onOutcome({ fault, outcome, fallen: [] });
    }
    await server.renew();
    const done = await attackEach(fault, targets, signal);
    const fell = done.some(({ verdict }) => verdict.verdict === "fell");
    if (fell && !(await isBack(server.target, signal))) isGone = true;
    const sum = summedUp(fault, done);
    const harm =
      isGone || broken !== undefined ? undefined : await server.broken();
    if (harm !== undefined) broken = `${harm} since ${fault.name}`;
    if (!signal.aborted) onOutcome(harm ? withHarm(sum, harm) : sum);
  };
  const isHarmless = (fault: Fault) => !sendsBodies(fault);
  for (const fault of others.filter(isHarmless)) await attack(fault);
  // They mostly wait, and may wait together.
  await Promise.all(waiting.map(attack));
  const bodies = others.filter(sendsBodies);
  const isInput = ({ category }: Fault) => category === "input";
  for (const fault of bodies) if (!isInput(fault)) await attack(fault);
  for (const fault of bodies.filter(isInput)) await attack(fault);
}

const notRun =
  "not run: the server was no longer well, and nothing started it again within 5 s (a loop in the shell, PM2 or a container's restart policy does)";

/** What a server ends by is mostly a body: all else is done before. */
function sendsBodies({ needs = [] }: Fault): boolean {
  return needs.includes("post") || needs.includes("users");
}

/** What was stored of it breaks what others ask for. */
function withHarm(done: DoneToOwn, harm: string): DoneToOwn {
  const { outcome } = done;
  const how = outcome.verdict === "fell" ? outcome.how : "wrong answer";
  const observed = `${outcome.observed}; ${harm} ever since`;
  return { ...done, outcome: { verdict: "fell", how, observed } };
}

interface DoneOnRoute {
  readonly route: string | undefined;
  readonly verdict: Verdict;
}

/** Ends with the route that fells the whole server. */
async function attackEach(
  fault: Fault,
  targets: readonly RoutedTarget[],
  signal: AbortSignal,
): Promise<DoneOnRoute[]> {
  const done: DoneOnRoute[] = [];
  for (const { route, target } of targets) {
    signal.throwIfAborted();
    const verdict = await attackWith(fault, target);
    done.push({ route, verdict });
    const fell = verdict.verdict === "fell";
    if (fell && !(await isBack(target, signal))) break;
  }
  return done;
}

async function isBack(target: Target, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + BACK_WITHIN_MS;
  for (;;) {
    if ((await target.health()) === "well") return true;
    if (performance.now() > until || signal.aborted) return false;
    await delay(LOOK_EVERY_MS);
  }
}

/** The worst of what came of it; the words name the routes where they differ. */
function summedUp(fault: Fault, done: readonly DoneOnRoute[]): DoneToOwn {
  const fallen = done.flatMap(({ route, verdict }) =>
    verdict.verdict === "fell"
      ? [{ route: route ?? "", how: verdict.how, observed: verdict.observed }]
      : [],
  );
  const how = falls.find((each) => fallen.some((one) => one.how === each));
  if (how !== undefined) {
    const lines = fallen.map(({ route, observed }) => ({ route, observed }));
    const outcome = { verdict: "fell", how, observed: inWords(lines) } as const;
    return { fault, outcome, fallen: fallen.filter(({ route }) => route) };
  }
  // Which routes survived is said where the faults are listed before the run.
  const seen = new Set(done.map(({ verdict }) => verdict.observed));
  const observed = [...seen].join("; ");
  const outcome = { verdict: "survived", observed } as const;
  return { fault, outcome, fallen: [] };
}

/** "500 html (POST /items, POST /orders)": what is the same is said once. */
function inWords(
  lines: readonly { readonly route: string; readonly observed: string }[],
): string {
  const routes = new Map<string, string[]>();
  for (const { route, observed } of lines) {
    routes.set(observed, [...(routes.get(observed) ?? []), route]);
  }
  return [...routes]
    .map(([observed, names]) => {
      const named = names.filter(Boolean).join(", ");
      return named === "" ? observed : `${observed} (${named})`;
    })
    .join("; ");
}
