// Does faults to servers, a few at a time, and keeps what came of each.
import { availableParallelism } from "node:os";
import type { Step } from "../../../../steps/steps";
import { type Subject, subjects } from "../../subjects/subject";
import type { Fault } from "../fault";
import { type Need, needs } from "../target/need";
import { haves } from "../target/step-target";
import type { Target } from "../target/target";
import type { Outcome } from "../verdict";
import { attackWith } from "./attack";
import { type Chain, chainsOf } from "./chains";
import { inLanes } from "./in-lanes";
import { StepServers } from "./step-servers";

export interface Done {
  readonly fault: Fault;
  readonly outcome: Outcome;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onOutcome: (done: Done) => void;
}

/** More than cores: some of them always wait for something. */
const LANES = Math.min(availableParallelism(), 4) + 1;

/** The outcomes, in no order. */
export async function runOnStep(
  step: Step,
  faults: readonly Fault[],
  options: RunOptions,
): Promise<Done[]> {
  return runOnSubject(subjectOf(step), faults, options);
}

export async function runOnSubject(
  subject: Subject,
  faults: readonly Fault[],
  { signal, onOutcome }: RunOptions,
): Promise<Done[]> {
  const servers = new StepServers(subject);
  const has = haves(subject);
  const done: Done[] = [];
  const tell = (fault: Fault, outcome: Outcome) => {
    done.push({ fault, outcome });
    onOutcome({ fault, outcome });
  };
  const applying = faults.filter((fault) => {
    const outcome = inapplicable(fault, (need) => has.has(need));
    if (outcome) tell(fault, outcome);
    return !outcome;
  });

  async function work({ faults: linked, atOnce }: Chain): Promise<void> {
    const berth = servers.berth();
    await inLanes(linked, atOnce ? linked.length : 1, async (fault) => {
      signal.throwIfAborted();
      const attack = (target: Target) => attackWith(fault, target);
      const outcome = await berth.lend(fault, attack);
      if (!signal.aborted) tell(fault, outcome);
    });
    await berth.clear();
  }

  const chains = chainsOf(applying, LANES - 1);
  const waiting = chains.filter(({ atOnce }) => atOnce).length;
  const running = inLanes(chains, LANES + waiting, work);
  running.catch(() => {}); // Of a run that was given up.
  try {
    await Promise.race([running, whenAborted(signal)]);
    return done;
  } finally {
    // Now and not by the link: what stands still does not hear of our end.
    await servers.close();
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), {
      once: true,
    });
  });
}

/** One after another: nobody starts the server again when it has fallen. */
export async function runOnTarget(
  target: Target,
  faults: readonly Fault[],
  { signal, onOutcome }: RunOptions,
): Promise<Done[]> {
  const done: Done[] = [];
  let isGone = false;
  for (const fault of faults) {
    signal.throwIfAborted();
    const outcome: Outcome =
      inapplicable(fault, (need) => target.has(need)) ??
      (isGone ? notRun : await attackWith(fault, target));
    isGone ||= isEnd(outcome) && (await target.health()) !== "well";
    onOutcome({ fault, outcome });
    done.push({ fault, outcome });
  }
  return done;
}

const notRun: Outcome = {
  verdict: "not applicable",
  observed: "not run: the server had fallen, and nobody started it again",
};

function isEnd(outcome: Outcome): boolean {
  return outcome.verdict === "fell";
}

function inapplicable(
  fault: Fault,
  has: (need: Need) => boolean,
): Outcome | undefined {
  const missing = fault.needs?.find((need) => !has(need));
  if (!missing) return undefined;
  return { verdict: "not applicable", observed: needs[missing] };
}

function subjectOf(step: Step): Subject {
  const found = subjects().find((one) => one.step === step && !one.split);
  if (!found) throw new Error(`there is no server of step ${step.number}`);
  // Its shared store on whatever there is.
  return { ...found, store: undefined };
}
