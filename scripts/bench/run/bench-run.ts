// One run of the bench: checks and calibrates every contrast, then takes the samples.
import { readEnvironment } from "../../servers/host/environment";
import type { PlannedContrast } from "../contrasts/planned-contrast";
import { startLoadProcess } from "../generator/load-process";
import type {
  Contrast,
  EventContrast,
  ResultsFile,
} from "../results/results-file";
import { SampleServices } from "../sides/sample-services";
import { type Surroundings, temporaryFolder } from "./context";
import type { Effort } from "./effort";
import { Pace, type Stretch, total } from "./eta";
import { countEvent, measureContrast } from "./measure-contrast";
import { type PlannedTimed, planTimed } from "./plan-contrast";

export interface BenchOptions {
  /** What was typed, to be kept with the results. */
  readonly command: string;
  readonly contrasts: readonly PlannedContrast[];
  readonly effort: Effort;
  readonly seed: number;
  readonly confidence: number;
  /** Ends the run early; what was measured is returned as incomplete. */
  readonly signal: AbortSignal;
  readonly watcher: Watcher;
}

/** Whoever watches a run. */
export interface Watcher {
  /** Before anything is measured, one contrast after another. */
  checking(contrast: PlannedContrast): void;
  /** The run will take so long, checks included; said when they are over. */
  announce(seconds: number): void;
  /** After each pair of samples, and each run of an event. */
  progress(progress: Progress): void;
}

export interface Progress {
  readonly contrast: Contrast;
  /** 0 to 1, over the whole run. */
  readonly done: number;
  readonly secondsLeft: number;
}

/**
 * @throws UserError (1) for a side that does not start, crashes, hangs, or
 * answers otherwise than the other: then there is no figure.
 */
export async function runBench(options: BenchOptions): Promise<ResultsFile> {
  const { signal, effort, seed, confidence, command } = options;
  const startedAt = new Date().toISOString();
  const folder = temporaryFolder();
  const services = new SampleServices();
  const load = startLoadProcess();
  const measured: Measured = { contrasts: [], announced: 0 };
  let complete = false;
  try {
    const around = { load, folder: folder.path, services, signal };
    await measureAll(options, around, measured);
    complete = true;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await load.stop();
    await services.close();
    folder.remove();
  }
  const finishedAt = new Date().toISOString();
  const { mode } = effort;
  return {
    version: 1,
    ...{ command, startedAt, finishedAt, complete, mode, seed, confidence },
    ...measured,
    environment: readEnvironment(),
  };
}

/** Filled while a run goes on, so that it is there if the run ends early. */
interface Measured {
  readonly contrasts: Contrast[];
  announced: number;
}

async function measureAll(
  options: BenchOptions,
  around: Surroundings,
  measured: Measured,
): Promise<void> {
  const { watcher } = options;
  const start = performance.now();
  const jobs = await planJobs(options, around);
  const stretches = jobs.map(({ stretch }) => stretch);
  const wholeMs = total(stretches);
  measured.announced = (performance.now() - start + wholeMs) / 1000;
  watcher.announce(measured.announced);
  const pace = new Pace(stretches);
  for (const { contrast, measure } of jobs) {
    measured.contrasts.push(contrast);
    await measure(pace, () => {
      const secondsLeft = pace.leftMs / 1000;
      watcher.progress({ contrast, done: pace.doneOf(wholeMs), secondsLeft });
    });
  }
}

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
