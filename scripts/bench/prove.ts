// Proves the instrument on this machine: does it find what is there, and nothing else?
import { Command, InvalidArgumentError } from "commander";
import { findStep } from "../servers/host/find-step";
import { UserError } from "../servers/host/user-error";
import { onShutdown } from "../servers/start/on-shutdown";
import {
  cpuPerRequest,
  runTrial,
  type Settings,
  type Trial,
} from "./prove/trial";
import type { Mode } from "./results/results-file";
import { measureAlone } from "./run/context";
import { efforts } from "./run/options";
import { times, timesWithin } from "./verdicts/format";

/*
 * For maintainers, on a machine that does nothing else:
 *
 *   npm run dev prove -- --aa 40
 *   npm run dev prove -- --slower 10 --runs 10 --mode normal
 *   npm run dev prove -- --slower 5 --runs 10 --mode thorough
 *
 * Ends with exit code 0 where the promise is kept, 1 where it is not; and as
 * soon as the runs that are left cannot change that.
 */

interface Options {
  readonly aa?: number;
  readonly slower?: number;
  readonly runs: number;
  readonly mode: string;
  readonly step: string;
}

const modes: readonly Mode[] = ["quick", "normal", "thorough"];

export function command(): Command {
  return new Command("prove")
    .description("prove what the bench can tell apart")
    .option("--aa <runs>", "so many runs of a step against itself", parseNumber)
    .option(
      "--slower <percent>",
      "runs with so much CPU time added",
      parseNumber,
    )
    .option("--runs <number>", "how many of the latter", parseNumber, 10)
    .option("--mode <mode>", "quick, normal or thorough", "quick")
    .option("--step <step>", "which step's list", "3")
    .action(prove);
}

async function prove(options: Options): Promise<void> {
  const mode = modes.find((each) => each === options.mode);
  if (!mode || (options.aa === undefined) === (options.slower === undefined)) {
    throw new UserError("Type --aa RUNS, or --slower PERCENT; --mode quick.");
  }
  measureAlone();
  const controller = new AbortController();
  onShutdown(async () => controller.abort(new Error("ended early")));
  const settings = {
    effort: efforts[mode],
    confidence: 0.99,
    signal: controller.signal,
  };
  const kept =
    options.aa === undefined
      ? await findsTheDifference(options, settings)
      : await findsNothing(options.aa, options, settings);
  process.exit(kept ? 0 : 1);
}

/** At most one run in twenty may conclude what is not there. */
async function findsNothing(
  runs: number,
  { step }: Options,
  settings: Settings,
): Promise<boolean> {
  const allowed = Math.floor(runs / 20);
  const isWrong = ({ direction }: Trial) => direction !== "cannot tell";
  const trials = await repeat(
    runs,
    (seed) => runTrial(findStep(step, "prove"), 0, seed, settings),
    (done) => done.filter(isWrong).length > allowed,
  );
  const wrong = trials.filter(isWrong);
  const empty = trials.filter(({ comparison }) => !comparison);
  console.log(
    `A/A: ${wrong.length} of ${trials.length} runs concluded a difference; at most ${allowed} of ${runs} may. ${empty.length} had no figure.`,
  );
  return wrong.length <= allowed;
}

/** 8 of 10 runs have to find it; 7 of 10 where it is below 10 %. */
async function findsTheDifference(
  { slower = 10, runs, step }: Options,
  settings: Settings,
): Promise<boolean> {
  const wanted = Math.ceil(runs * (slower < 10 ? 0.7 : 0.8));
  const found = findStep(step, "prove");
  const usual = await cpuPerRequest(found, settings);
  const more = (usual * slower) / 100;
  console.log(
    `A request takes ${usual.toFixed(0)} µs; ${more.toFixed(1)} µs (${slower} %) are added.`,
  );
  const isRight = ({ direction }: Trial) => direction === "higher";
  const trials = await repeat(
    runs,
    (seed) => runTrial(found, more, seed, settings),
    (done) => {
      const right = done.filter(isRight).length;
      return right >= wanted || right + runs - done.length < wanted;
    },
  );
  const right = trials.filter(isRight);
  console.log(
    `+${slower} %: found by ${right.length} of ${trials.length} runs; ${wanted} of ${runs} have to.`,
  );
  return right.length >= wanted;
}

async function repeat(
  runs: number,
  trial: (seed: number) => Promise<Trial>,
  isDecided: (done: readonly Trial[]) => boolean,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (let run = 1; run <= runs && !isDecided(trials); run++) {
    const done = await trial(run);
    trials.push(done);
    const { direction, comparison, control, seconds, announced } = done;
    const measured = comparison ? timesWithin(comparison) : "no figure";
    const checked = control ? times(control.ratio) : "none";
    console.log(
      `${run}/${runs} ${direction}: ${measured}, control ${checked}, ${seconds.toFixed(0)} s of ${announced.toFixed(0)} announced`,
    );
  }
  return trials;
}

function parseNumber(typed: string): number {
  const number = Number(typed);
  if (number > 0) return number;
  throw new InvalidArgumentError("A number above 0.");
}
