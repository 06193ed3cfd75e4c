// Takes the samples of one contrast, pair by pair, and its A/A control.
import type { TimedContrast } from "../results/contrast";
import { type PairedRun, type Sample, windowsOf } from "../results/sample";
import type { Side } from "../sides/side";
import type { Pace } from "./pace";
import { whyRejected } from "./rejection";
import { samplePlan } from "./sample-plan";
import type { Slot } from "./schedule";
import { type Surroundings, takeSample } from "./take-sample";

export interface PlannedMeasurement {
  readonly a: Side;
  readonly b: Side;
  readonly slots: readonly Slot[];
  readonly warmupMs: number;
  /** Of each window, on a machine as quick as it was when this was planned. */
  readonly durationMs: number;
  readonly seed: number;
}

/**
 * Adds to the contrast's pairs and control as they are taken, so that what was
 * taken is there when the run ends early. A rejected pair is kept, and taken
 * again at the end; more than a fifth of all is not.
 */
export async function measureContrast(
  contrast: TimedContrast,
  planned: PlannedMeasurement,
  pace: Pace,
  around: Surroundings,
  onPair: () => void,
): Promise<void> {
  const queue = [...planned.slots];
  let repeats = Math.ceil(planned.slots.length / 5);
  for (let number = 0; ; number++) {
    const slot = queue.shift();
    if (!slot) return;
    const run = await takePair(contrast, planned, slot, pace, around, number);
    (slot.what === "pair" ? contrast.pairs : contrast.control).push(run);
    if (run.rejected !== undefined && repeats > 0) {
      repeats--;
      queue.push(slot);
    } else {
      pace.took(2);
    }
    onPair();
  }
}

async function takePair(
  contrast: TimedContrast,
  planned: PlannedMeasurement,
  slot: Slot,
  pace: Pace,
  around: Surroundings,
  number: number,
): Promise<PairedRun> {
  const durationMs = planned.durationMs * pace.scale();
  const times = { warmupMs: planned.warmupMs, durationMs };
  // Both sides of a pair get the same random requests.
  const seed = planned.seed + number;
  const plan = samplePlan(contrast.load, slot.users, times, seed);
  const sides = {
    a: planned.a,
    b: slot.what === "pair" ? planned.b : planned.a,
  };
  const [first, second] =
    slot.order === "ab" ? (["a", "b"] as const) : (["b", "a"] as const);
  const samples = {
    [first]: await takeSample(sides[first], plan, around),
    [second]: await takeSample(sides[second], plan, around),
  };
  const { a, b } = samples;
  if (!a || !b) throw new Error("a pair has two sides");
  const rejected = whyPairRejected(a, b);
  return { order: slot.order, a, b, ...(rejected && { rejected }) };
}

function whyPairRejected(...samples: Sample[]): string | undefined {
  return samples
    .flatMap(windowsOf)
    .map(whyRejected)
    .find((why) => why !== undefined);
}
