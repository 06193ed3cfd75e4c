// One run of the bench: checks and calibrates everything, then takes the samples.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlannedContrast } from "../contrasts/planned-contrast";
import { startLoadProcess } from "../generator/load-process";
import type { Contrast, EventContrast } from "../results/contrast";
import { readEnvironment } from "../results/environment";
import type { ResultsFile } from "../results/results-file";
import { countEvent } from "./count-event";
import type { Effort } from "./effort";
import { measureContrast } from "./measure-contrast";
import { Pace, type Stretch, total } from "./pace";
import { type PlannedTimed, planTimed } from "./plan-timed";
import type { Surroundings } from "./with-both-sides";

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

/** A contrast that is checked, and how to measure it. */
interface Job {
  readonly contrast: Contrast;
  readonly stretch: Stretch;
  measure(pace: Pace, onProgress: () => void): Promise<void>;
}

/**
 * @throws UserError (1) for a side that does not start, crashes, hangs, or
 * answers otherwise than the other: then there is no figure.
 */
export async function runBench(options: BenchOptions): Promise<ResultsFile> {
  const { signal, effort, seed, confidence, command } = options;
  const startedAt = new Date();
  const folder = temporaryFolder();
  const load = startLoadProcess();
  const around: Surroundings = { load, folder: folder.path, signal };
  const contrasts: Contrast[] = [];
  let announced = 0;
  let complete = false;
  try {
    const jobs = await planAll(options, around);
    const planned = jobs.map(({ stretch }) => stretch);
    announced = (Date.now() - startedAt.getTime() + total(planned)) / 1000;
    options.watcher.announce(announced);
    const pace = new Pace(planned);
    for (const job of jobs) {
      contrasts.push(job.contrast);
      await job.measure(pace, () =>
        options.watcher.progress({
          contrast: job.contrast,
          done: pace.doneOf(total(planned)),
          secondsLeft: pace.leftMs / 1000,
        }),
      );
    }
    complete = true;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await load.stop();
    folder.remove();
  }
  return {
    version: 1,
    command,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    announced,
    complete,
    mode: effort.mode,
    seed,
    confidence,
    environment: readEnvironment(),
    contrasts,
  };
}

/** Everything that can be wrong is found before the first figure. */
async function planAll(
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
    stretch: { samples, overheadMs: EVENT_MS, windowsMs: 0 },
    measure: (pace, onProgress) =>
      countEvent(contrast, planned, workload, around, () => {
        pace.took(1);
        onProgress();
      }),
  };
}

/** Removed at the end, whatever ends the process. */
function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "bench-"));
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", remove);
  return { path, remove };
}
