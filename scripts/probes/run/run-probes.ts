// Does faults to servers, a few at a time, and keeps what came of each.
import { availableParallelism } from "node:os";
import type { Step } from "../../../steps/steps";
import type { Fault, Probe } from "../probe";
import { type Need, needs } from "../targets/need";
import { capabilities } from "../targets/step-target";
import { type Subject, subjects } from "../targets/subject";
import type { Target } from "../targets/target";
import type { Outcome } from "../verdict";
import { probeWith } from "./attack";
import { type Chain, chainsOf } from "./chains";
import { inLanes } from "./in-lanes";
import { StepServers } from "./step-servers";

/** What a probe comes to; words alone, where there is nothing to survive. */
export type Seen = Outcome | string;

export interface Done<P extends Probe = Fault, S extends Seen = Outcome> {
  readonly probe: P;
  readonly outcome: S;
}

interface RunOptions<P extends Probe, S extends Seen> {
  readonly signal: AbortSignal;
  readonly onOutcome: (done: Done<P, S>) => void;
}

export type FaultOptions = RunOptions<Fault, Outcome>;

/** More than cores: some of them always wait for something. */
const LANES = Math.min(availableParallelism(), 4) + 1;

/** The outcomes of faults, in no order. */
export async function runOnStep(
  step: Step,
  faults: readonly Fault[],
  options: FaultOptions,
): Promise<Done[]> {
  const done: Done[] = [];
  await runOnSubject(subjectOf(step), faults, {
    signal: options.signal,
    onOutcome({ probe, outcome }) {
      if (typeof outcome === "string")
        throw new Error(`${probe.name} is not a fault`);
      done.push({ probe, outcome });
      options.onOutcome({ probe, outcome });
    },
  });
  return done;
}

/** Does each probe to the subject's servers, a few at a time. */
export async function runOnSubject<P extends Probe>(
  subject: Subject,
  probes: readonly P[],
  { signal, onOutcome }: RunOptions<P, Seen>,
): Promise<void> {
  const servers = new StepServers(subject);
  const has = capabilities(subject);
  const applying = probes.filter((probe) => {
    const outcome = inapplicable(probe, (need) => has.has(need));
    if (outcome) onOutcome({ probe, outcome });
    return !outcome;
  });

  async function work({ probes: linked, atOnce }: Chain<P>): Promise<void> {
    const berth = servers.berth();
    await inLanes(linked, atOnce ? linked.length : 1, async (probe) => {
      signal.throwIfAborted();
      const attack = (target: Target) => probeWith(probe, target);
      const outcome = await berth.lend(probe, attack);
      if (!signal.aborted) onOutcome({ probe, outcome });
    });
    await berth.clear();
  }

  const chains = chainsOf(applying, LANES - 1);
  const waiting = chains.filter(({ atOnce }) => atOnce).length;
  const running = inLanes(chains, LANES + waiting, work);
  running.catch(() => {}); // Of a run that was given up.
  try {
    await Promise.race([running, whenAborted(signal)]);
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

function inapplicable(
  probe: Probe,
  has: (need: Need) => boolean,
): Outcome | undefined {
  const missing = probe.needs?.find((need) => !has(need));
  if (!missing) return undefined;
  return { verdict: "not applicable", observed: needs[missing] };
}

function subjectOf(step: Step): Subject {
  const found = subjects().find((one) => one.step === step && !one.split);
  if (!found) throw new Error(`there is no server of step ${step.number}`);
  // Its shared store on whatever there is.
  return { ...found, store: undefined };
}
