// One run of the bench: checks and calibrates every contrast, then takes the samples.
import { readEnvironment } from "../../servers/host/environment";
import { temporaryFolder } from "../../servers/host/temporary-folder";
import type { PlannedContrast, Round } from "../contrasts/planned-contrast";
import { startLoadProcess } from "../generator/load-process";
import type {
  Contrast,
  EventContrast,
  ResultsFile,
} from "../results/results-file";
import { SampleServices } from "../sides/sample-services";
import type { RunContext } from "./context";
import { Eta, type Segment, totalMs } from "./eta";
import { countEvent, measureContrast } from "./measure-contrast";
import { measureRounds } from "./measure-rounds";
import type { BenchOptions } from "./options";
import { type PlannedTimed, planTimed } from "./plan-contrast";
import { planRounds } from "./plan-rounds";

/**
 * @throws UserError (1) for a side that does not start, crashes, hangs, or
 * answers otherwise than the other: then there is no figure.
 */
export async function runBench(options: BenchOptions): Promise<ResultsFile> {
  const { signal, effort, seed, confidence, command } = options;
  const startedAt = new Date().toISOString();
  const folder = temporaryFolder("bench");
  const services = new SampleServices();
  const load = startLoadProcess();
  const measured: Measured = { contrasts: [], announced: 0 };
  let complete = false;
  try {
    const context = { load, folder: folder.path, services, signal };
    await measureAll(options, context, measured);
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
  context: RunContext,
  measured: Measured,
): Promise<void> {
  const { reporter } = options;
  const start = performance.now();
  const jobs = await planJobs(options, context);
  const segments = jobs.map(({ segment }) => segment);
  const wholeMs = totalMs(segments);
  measured.announced = (performance.now() - start + wholeMs) / 1000;
  reporter.announce(measured.announced);
  const eta = new Eta(segments);
  for (const { contrasts, measure } of jobs) {
    measured.contrasts.push(...contrasts);
    const [contrast] = contrasts;
    await measure(eta, () => {
      const secondsLeft = eta.leftMs / 1000;
      reporter.progress({
        contrast,
        done: eta.shareDone(wholeMs),
        secondsLeft,
      });
    });
  }
}

/** Contrasts that are checked, and how to measure them. */
export interface Job {
  readonly contrasts: readonly [Contrast, ...Contrast[]];
  readonly segment: Segment;
  measure(eta: Eta, onProgress: () => void): Promise<void>;
}

/**
 * Everything that can be wrong is found before the first figure.
 *
 * @throws UserError (1) as `calibrate` does.
 */
async function planJobs(
  options: BenchOptions,
  context: RunContext,
): Promise<Job[]> {
  const { contrasts, effort, seed, reporter } = options;
  const jobs: Job[] = [];
  for (const [index, planned] of contrasts.entries()) {
    const { workload } = planned;
    if (workload.type === "event") {
      jobs.push(eventJob(planned, context));
      continue;
    }
    const { round } = planned;
    if (round) {
      const together = contrasts.filter((each) => each.round === round);
      if (together[0] !== planned) continue;
      jobs.push(await roundsJob(together, round, index, options, context));
      continue;
    }
    const wanted = planned.rank === "main" ? effort.main : effort.further;
    if (!wanted) continue;
    reporter.checking(planned);
    const timed = await planTimed(
      { ...planned, workload },
      { effort, wanted, seed: seed + 1000 * index },
      context,
    );
    jobs.push(timedJob(timed, context));
  }
  return jobs;
}

async function roundsJob(
  together: readonly PlannedContrast[],
  round: Round,
  index: number,
  { effort, seed, reporter }: BenchOptions,
  context: RunContext,
): Promise<Job> {
  const timed = together.flatMap((planned) => {
    const { workload } = planned;
    return workload.type === "timed" ? [{ ...planned, workload }] : [];
  });
  for (const planned of timed) reporter.checking(planned);
  const how = { effort, seed: seed + 1000 * index };
  const planned = await planRounds(timed, round, how, context);
  return {
    contrasts: planned.contrasts,
    segment: planned.segment,
    measure: (eta, onRound) => measureRounds(planned, eta, context, onRound),
  };
}

function timedJob(timed: PlannedTimed, context: RunContext): Job {
  const { contrast, segment, measurement } = timed;
  return {
    contrasts: [contrast],
    segment,
    measure: (eta, onProgress) =>
      measureContrast(contrast, measurement, eta, context, onProgress),
  };
}

/** A server's start and the event: what that takes on most machines. */
const EVENT_MS = 1500;

function eventJob(planned: PlannedContrast, context: RunContext): Job {
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
    contrasts: [contrast],
    segment: {
      samples,
      overheadMs: workload.lastsMs ?? EVENT_MS,
      windowsMs: 0,
    },
    measure: (eta, onProgress) =>
      countEvent(contrast, planned, workload, context, () => {
        eta.completed(1);
        onProgress();
      }),
  };
}
