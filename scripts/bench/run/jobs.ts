// What a run has to do: each contrast checked, calibrated, and ready to be measured.
import type { PlannedContrast } from "../contrasts/planned-contrast";
import type { Contrast, EventContrast } from "../results/results-file";
import type { BenchOptions } from "./bench-run";
import { countEvent } from "./count-event";
import { measureContrast } from "./measure-contrast";
import type { Pace, Stretch } from "./pace";
import { type PlannedTimed, planTimed } from "./plan-timed";
import type { Surroundings } from "./with-both-sides";

/** A contrast that is checked, and how to measure it. */
export interface Job {
  readonly contrast: Contrast;
  readonly stretch: Stretch;
  measure(pace: Pace, onProgress: () => void): Promise<void>;
}

/**
 * Everything that can be wrong is found before the first figure.
 *
 * @throws UserError (1) as `calibrate` does.
 */
export async function planJobs(
  { contrasts, effort, seed, watcher }: BenchOptions,
  around: Surroundings,
): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const [index, planned] of contrasts.entries()) {
    const { workload } = planned;
    if (workload.type === "event") {
      jobs.push(eventJob(planned, around));
      continue;
    }
    const wanted = planned.rank === "main" ? effort.main : effort.further;
    if (!wanted) continue;
    watcher.checking(planned);
    const timed = await planTimed(
      { ...planned, workload },
      { effort, wanted, seed: seed + 1000 * index },
      around,
    );
    jobs.push(timedJob(timed, around));
  }
  return jobs;
}

function timedJob(timed: PlannedTimed, around: Surroundings): Job {
  const { contrast, stretch, measurement } = timed;
  return {
    contrast,
    stretch,
    measure: (pace, onProgress) =>
      measureContrast(contrast, measurement, pace, around, onProgress),
  };
}

/** A server's start and the event: what that takes on most machines. */
const EVENT_MS = 1500;

function eventJob(planned: PlannedContrast, around: Surroundings): Job {
  const { workload, a, b, claims, notes, step } = planned;
  if (workload.type !== "event") throw new Error("an event is to be counted");
  const contrast: EventContrast = {
    type: "event",
    workload: workload.name,
    what: workload.what,
    ...(step !== undefined && { step }),
    a: a.name,
    b: b.name,
    notes: [...notes],
    runs: [],
    claims: claims.filter((claim) => "counted" in claim),
  };
  const samples = 2 * workload.runs;
  return {
    contrast,
    stretch: {
      samples,
      overheadMs: workload.lastsMs ?? EVENT_MS,
      windowsMs: 0,
    },
    measure: (pace, onProgress) =>
      countEvent(contrast, planned, workload, around, () => {
        pace.took(1);
        onProgress();
      }),
  };
}
