// Plans how a contrast is measured: what is sent, for how long, how often, and in which order.
import type { TimedContrast } from "../results/results-file";
import type { Metric } from "../results/sample";
import { requestHeaders, type Side } from "../sides/sides";
import {
  abbaOrders,
  type Order,
  type Random,
  randomBelow,
  seededRandom,
} from "../statistics/random";
import type { TimedWorkload } from "../workloads/workload";
import { type Calibration, calibrate, type TimedPlan } from "./calibrate";
import type { RunContext } from "./context";
import type { Segment } from "./eta";
import type { ContrastEffort, Effort } from "./options";
import {
  describeLoad,
  type Windows,
  type WindowTimes,
  warmupOf,
  windowsFor,
} from "./sample-plan";

export interface PlannedMeasurement {
  readonly a: Side;
  readonly b: Side;
  readonly slots: readonly Slot[];
  /** On a machine as quick as it was when this was planned. */
  readonly times: WindowTimes;
  readonly seed: number;
}

export interface PlannedTimed {
  readonly contrast: TimedContrast;
  readonly measurement: PlannedMeasurement;
  readonly segment: Segment;
}

/** @throws UserError (1) as `calibrate` does. */
export async function planTimed(
  planned: TimedPlan,
  how: { effort: Effort; wanted: ContrastEffort; seed: number },
  context: RunContext,
): Promise<PlannedTimed> {
  const { a, b, workload } = planned;
  const { effort, wanted, seed } = how;
  const calibration = await calibrate(planned, context);
  const windows = windowsOf(planned, effort);
  const slots = schedule(wanted, workload.users, seededRandom(seed));
  const segment = segmentOf(workload, windows, calibration, how);
  const times = timesOf(planned, windows, segment.windowsMs, effort.warmupMs);
  return {
    contrast: emptyContrast(planned, calibration, windows),
    measurement: { a, b, slots, times, seed },
    segment,
  };
}

function windowsOf(planned: TimedPlan, effort: Effort): Windows {
  return windowsFor(planned.workload, judgedOf(planned), effort.judgedOnly);
}

/** What a headline or a claim is about. */
function judgedOf({ workload, claims }: TimedPlan): Metric[] {
  const claimed = claims.flatMap((claim) =>
    "metric" in claim ? [claim.metric] : [],
  );
  return claims.length > 0 ? claimed : [workload.headline];
}

/** Most of the time goes to the loop that the judged figures come from. */
function timesOf(
  planned: TimedPlan,
  { closed, open }: Windows,
  windowsMs: number,
  warmupMs: number,
): WindowTimes {
  const { shortestMs = SHORTEST_MS } = planned.workload;
  const judged = windowsFor(planned.workload, judgedOf(planned), true);
  const both = closed && open;
  const rest = Math.max(shortestMs, windowsMs - shortestMs);
  return {
    warmupMs,
    closedMs: !both ? windowsMs : judged.closed ? rest : shortestMs,
    openMs: !both ? windowsMs : judged.closed ? shortestMs : rest,
    sliceMs: Math.max(SLICE_MS, shortestMs / 2),
  };
}

const SHORTEST_MS = 200;
const SLICE_MS = 100;

/** As long as the time allows; not shorter than figures need. */
function segmentOf(
  { shortestMs = SHORTEST_MS }: TimedWorkload,
  windows: Windows,
  { startMs, restMs }: Calibration,
  { effort, wanted }: { effort: Effort; wanted: ContrastEffort },
): Segment {
  const samples = 2 * (wanted.pairs + wanted.controls);
  const count = Number(windows.closed) + Number(windows.open);
  const overheadMs =
    startMs + count * restMs + warmupOf(windows, effort.warmupMs);
  const fitting = (wanted.seconds * 1000) / samples - overheadMs;
  const windowsMs = Math.min(
    count * LONGEST_MS,
    Math.max(count * shortestMs, fitting),
  );
  return { samples, overheadMs, windowsMs };
}

const LONGEST_MS = 2000;

export function emptyContrast(
  planned: TimedPlan,
  { capacity, differences }: Pick<Calibration, "capacity" | "differences">,
  windows: Windows,
): TimedContrast {
  const { workload, a, b, step, claims, notes } = planned;
  return {
    type: "timed",
    workload: workload.name,
    what: workload.what,
    ...(step !== undefined && { step }),
    a: a.name,
    b: b.name,
    notes: [...notes],
    headline: workload.headline,
    load: describeLoad(workload, windows, capacity, requestHeaders()),
    differences,
    pairs: [],
    control: [],
    claims: claims.filter((claim) => "metric" in claim),
  };
}

export interface Slot {
  /** A control pair is A against itself. */
  readonly kind: "pair" | "control";
  readonly order: Order;
  readonly users: number;
}

/**
 * Pairs in ABBA order, and controls in another, one among the other at random.
 * With several numbers of users every two pairs, one of each order, share one.
 */
export function schedule(
  { pairs, controls }: Pick<ContrastEffort, "pairs" | "controls">,
  users: readonly [number, ...number[]],
  random: Random,
): Slot[] {
  const left = {
    pair: slotsOf("pair", pairs, users, random),
    control: slotsOf("control", controls, users, random),
  };
  const slots: Slot[] = [];
  for (;;) {
    const both = left.pair.length + left.control.length;
    if (both === 0) return slots;
    const pairIsNext = randomBelow(both, random) < left.pair.length;
    const next = left[pairIsNext ? "pair" : "control"].shift();
    if (next) slots.push(next);
  }
}

function slotsOf(
  kind: Slot["kind"],
  count: number,
  users: readonly [number, ...number[]],
  random: Random,
): Slot[] {
  return abbaOrders(count, random).map((order, index) => ({
    kind,
    order,
    users: users[Math.floor(index / 2) % users.length] ?? users[0],
  }));
}
