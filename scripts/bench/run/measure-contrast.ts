// Takes the samples of one contrast, pair by pair, and its A/A control.
import type { TimedContrast } from "../results/results-file";
import { type PairedRun, type Sample, windowsOf } from "../results/sample";
import type { Side } from "../sides/side";
import type { Pace } from "./pace";
import { whyRejected } from "./rejection";
import { type PairPlan, pairPlan, type WindowTimes } from "./sample-plan";
import type { Slot } from "./schedule";
import { takeTurns, takeWindow } from "./take-window";
import { type Both, type Surroundings, withBothSides } from "./with-both-sides";

export interface PlannedMeasurement {
  readonly a: Side;
  readonly b: Side;
  readonly slots: readonly Slot[];
  /** On a machine as quick as it was when this was planned. */
  readonly times: WindowTimes;
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
  { a, b, times, seed }: PlannedMeasurement,
  { what, order, users }: Slot,
  pace: Pace,
  around: Surroundings,
  number: number,
): Promise<PairedRun> {
  const scale = pace.scale();
  const scaled = {
    ...times,
    closedMs: times.closedMs * scale,
    openMs: times.openMs * scale,
  };
  // Both sides of a pair get the same random requests.
  const plan = pairPlan(contrast.load, users, scaled, seed + number);
  const sides = what === "pair" ? ([a, b] as const) : ([a, a] as const);
  const samples = await takeSamples(sides, order, plan, around);
  const [one, other] = samples;
  const rejected = whyPairRejected(samples);
  return { order, a: one, b: other, ...(rejected && { rejected }) };
}

/** Of both sides; whose turn comes first is the order's to say. */
function takeSamples(
  [a, b]: Both<Side>,
  order: Slot["order"],
  plan: PairPlan,
  around: Surroundings,
): Promise<Both<Sample>> {
  const inOrder = <T>([one, other]: Both<T>): Both<T> =>
    order === "ab" ? [one, other] : [other, one];
  const { users, closed, open } = plan;
  const { load } = around;
  return withBothSides([a, b], users, around, async (servers) => {
    const [first, second] = inOrder(servers);
    const turns = closed && (await takeTurns([first, second], closed, load));
    const alone = open && [
      await takeWindow(first, open, load),
      await takeWindow(second, open, load),
    ];
    const sample = (of: 0 | 1): Sample => ({
      users,
      ...(turns && { closed: turns[of] }),
      ...(alone && { open: alone[of] }),
    });
    return inOrder([sample(0), sample(1)]);
  });
}

function whyPairRejected(samples: readonly Sample[]): string | undefined {
  return samples
    .flatMap(windowsOf)
    .map(whyRejected)
    .find((why) => why !== undefined);
}
