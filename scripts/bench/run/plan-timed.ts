// Plans how a contrast is measured: what is sent, how often, and for how long.
import type { PlannedContrast } from "../contrasts/planned-contrast";
import type { TimedContrast } from "../results/contrast";
import { requestHeaders } from "../sides/step-side";
import { seededRandom } from "../statistics/random";
import type { TimedWorkload } from "../workloads/workload";
import { type Calibration, calibrate } from "./calibrate";
import type { ContrastEffort, Effort } from "./effort";
import type { PlannedMeasurement } from "./measure-contrast";
import type { Stretch } from "./pace";
import {
  describeLoad,
  type Windows,
  warmupOf,
  windowsFor,
} from "./sample-plan";
import { schedule } from "./schedule";
import type { Surroundings } from "./take-sample";

export interface PlannedTimed {
  readonly contrast: TimedContrast;
  readonly measurement: PlannedMeasurement;
  readonly stretch: Stretch;
}

type TimedPlan = PlannedContrast & { readonly workload: TimedWorkload };

/** @throws UserError (1) as `calibrate` does. */
export async function planTimed(
  planned: TimedPlan,
  how: { effort: Effort; wanted: ContrastEffort; seed: number },
  around: Surroundings,
): Promise<PlannedTimed> {
  const { a, b, workload } = planned;
  const { effort, wanted, seed } = how;
  const calibration = await calibrate(planned, around);
  const windows = windowsOf(planned, effort);
  const slots = schedule(wanted, workload.users, seededRandom(seed));
  const stretch = stretchOf(workload, windows, calibration, how);
  const perSample = Number(windows.closed) + Number(windows.open);
  const durationMs = stretch.windowsMs / perSample;
  const { warmupMs } = effort;
  return {
    contrast: emptyContrast(planned, calibration, windows),
    measurement: { a, b, slots, warmupMs, durationMs, seed },
    stretch,
  };
}

function windowsOf({ workload, claims }: TimedPlan, effort: Effort): Windows {
  const claimed = claims.flatMap((claim) =>
    "metric" in claim ? [claim.metric] : [],
  );
  return windowsFor(workload, [workload.headline, ...claimed], effort.bare);
}

/** As long as the time allows; not shorter than figures need. */
function stretchOf(
  { shortestMs = 200 }: TimedWorkload,
  windows: Windows,
  { overheadMs }: Calibration,
  { effort, wanted }: { effort: Effort; wanted: ContrastEffort },
): Stretch {
  const samples = 2 * (wanted.pairs + wanted.controls);
  const around = overheadMs + warmupOf(windows, effort.warmupMs);
  const count = Number(windows.closed) + Number(windows.open);
  const fitting = (wanted.seconds * 1000) / samples - around;
  const windowsMs = Math.min(
    count * LONGEST_MS,
    Math.max(count * shortestMs, fitting),
  );
  return { samples, overheadMs: around, windowsMs };
}

const LONGEST_MS = 2000;

function emptyContrast(
  planned: TimedPlan,
  { capacity, differences }: Calibration,
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
