// One run of the bench: checks and calibrates everything, then takes the samples.

import { readEnvironment } from "../../servers/host/environment";
import type { PlannedContrast } from "../contrasts/planned-contrast";
import { startLoadProcess } from "../generator/load-process";
import type { Contrast, ResultsFile } from "../results/results-file";
import { SampleServices } from "../sides/sample-services";
import type { Effort } from "./effort";
import { planJobs } from "./jobs";
import { Pace, total } from "./pace";
import { temporaryFolder } from "./temporary-folder";
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
