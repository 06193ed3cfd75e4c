// Measures one contrast: takes pairs of samples and an A/A control, or does an event and counts what comes of it.

import type { PlannedContrast } from "../contrasts/planned-contrast";
import type { EventContrast, TimedContrast } from "../results/results-file";
import { type PairedRun, type Sample, windowsOf } from "../results/sample";
import { type OpenSide, openSide } from "../sides/open-side";
import { requestHeaders, type Side } from "../sides/sides";
import type { EventOutcome, EventWorkload } from "../workloads/workload";
import {
  type Both,
  type RunContext,
  untilAborted,
  withBothSides,
} from "./context";
import type { Eta } from "./eta";
import type { PlannedMeasurement, Slot } from "./plan-contrast";
import { whyRejected } from "./rejection";
import { type PairPlan, pairPlan } from "./sample-plan";
import { takeTurns, takeWindow } from "./take-window";

/**
 * Adds to the contrast's pairs and control as they are taken, so that what was
 * taken is there when the run ends early. A rejected pair is kept, and taken
 * again at the end; more than a fifth of all is not.
 */
export async function measureContrast(
  contrast: TimedContrast,
  planned: PlannedMeasurement,
  eta: Eta,
  context: RunContext,
  onPair: () => void,
): Promise<void> {
  const queue = [...planned.slots];
  let repeats = Math.ceil(planned.slots.length / 5);
  for (let number = 0; ; number++) {
    const slot = queue.shift();
    if (!slot) return;
    const run = await takePair(contrast, planned, slot, eta, context, number);
    (slot.kind === "pair" ? contrast.pairs : contrast.control).push(run);
    if (run.rejected !== undefined && repeats > 0) {
      repeats--;
      queue.push(slot);
    } else {
      eta.completed(2);
    }
    onPair();
  }
}

async function takePair(
  contrast: TimedContrast,
  { a, b, times, seed }: PlannedMeasurement,
  { kind, order, users }: Slot,
  eta: Eta,
  context: RunContext,
  number: number,
): Promise<PairedRun> {
  const scale = eta.scale();
  const scaled = {
    ...times,
    closedMs: times.closedMs * scale,
    openMs: times.openMs * scale,
  };
  // Both sides of a pair get the same random requests.
  const plan = pairPlan(contrast.load, users, scaled, seed + number);
  const sides = kind === "pair" ? ([a, b] as const) : ([a, a] as const);
  const samples = await takeSamples(sides, order, plan, context);
  const [one, other] = samples;
  const rejected = whyPairRejected(samples);
  return { order, a: one, b: other, ...(rejected && { rejected }) };
}

/** Of both sides; whose turn comes first is the order's to say. */
function takeSamples(
  [a, b]: Both<Side>,
  order: Slot["order"],
  plan: PairPlan,
  context: RunContext,
): Promise<Both<Sample>> {
  const inOrder = <T>([one, other]: Both<T>): Both<T> =>
    order === "ab" ? [one, other] : [other, one];
  const { users, closed, open } = plan;
  const { load } = context;
  return withBothSides([a, b], users, context, async (servers) => {
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

const USERS = 1000;

/** Adds to the contrast's runs as they are made. */
export async function countEvent(
  contrast: EventContrast,
  { a, b }: Pick<PlannedContrast, "a" | "b">,
  workload: EventWorkload,
  context: RunContext,
  onRun: () => void,
): Promise<void> {
  for (let run = 0; run < workload.runs; run++) {
    for (const [side, subject] of [
      ["a", a],
      ["b", b],
    ] as const) {
      const outcome = await runEvent(workload, subject, context);
      contrast.runs.push({
        side,
        ledger: outcome.ledger,
        counts: { ...outcome.counts },
      });
      onRun();
    }
  }
}

async function runEvent(
  workload: EventWorkload,
  side: Side,
  { load, folder, services, signal }: RunContext,
): Promise<EventOutcome> {
  signal.throwIfAborted();
  const opening: Promise<OpenSide>[] = [];
  const aborted = untilAborted(signal);
  const running = workload.run({
    load,
    headers: requestHeaders(),
    start() {
      signal.throwIfAborted();
      const { env } = workload;
      const settings = { folder, services, users: USERS, env };
      const server = openSide(side, settings);
      opening.push(server);
      return server;
    },
  });
  running.catch(() => {}); // Of an event that was given up.
  try {
    return await Promise.race([running, aborted.promise]);
  } finally {
    aborted.forget();
    for (const opened of await Promise.allSettled(opening)) {
      if (opened.status === "fulfilled") await opened.value.close();
    }
  }
}
