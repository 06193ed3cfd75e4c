// One trial of the instrument: a run whose truth is known, and what it concluded.

import { join } from "node:path";
import type { Step } from "../../../steps/steps";
import { UserError } from "../../servers/host/user-error";
import {
  contrastOfSteps,
  type PlannedContrast,
} from "../contrasts/planned-contrast";
import { figure, usablePairs } from "../results/sample";
import { runBench } from "../run/bench-run";
import type { BenchOptions } from "../run/options";
import type { ServerSide } from "../sides/sides";
import { median } from "../statistics/averages";
import { type Conclusion, conclude } from "../verdicts/judge";
import { list } from "../workloads/timed-workloads";

export type Settings = Pick<BenchOptions, "effort" | "signal" | "confidence">;

export interface Trial extends Conclusion {
  /** How long it took, in seconds. */
  readonly seconds: number;
  readonly announced: number;
}

/** The step against itself; with a share, the second has so much more to do. */
export async function runTrial(
  step: Step,
  microseconds: number,
  seed: number,
  settings: Settings,
): Promise<Trial> {
  const same = contrastOfSteps(step, step, list);
  const contrast: PlannedContrast =
    microseconds > 0 && same.b.kind === "server"
      ? { ...same, b: slowerSide(same.b, microseconds) }
      : same;
  const start = performance.now();
  const results = await runBench(optionsOf(contrast, seed, settings));
  const [measured] = results.contrasts;
  if (!results.complete || measured?.type !== "timed") {
    throw new UserError("Ended early.", 1);
  }
  return {
    ...conclude(measured, settings.confidence),
    seconds: (performance.now() - start) / 1000,
    announced: results.announced,
  };
}

/** What a request of the step takes here now, in microseconds of CPU time. */
export async function cpuPerRequest(
  step: Step,
  settings: Settings,
): Promise<number> {
  const contrast = contrastOfSteps(step, step, list);
  const effort = {
    ...settings.effort,
    main: { pairs: 3, controls: 1, seconds: 8 },
  };
  const results = await runBench(
    optionsOf(contrast, 0, { ...settings, effort }),
  );
  const [measured] = results.contrasts;
  const pairs = measured?.type === "timed" ? usablePairs(measured.pairs) : [];
  const figures = pairs
    .flatMap(({ a, b }) => [a, b])
    .flatMap((sample) => figure(sample, list.headline) ?? []);
  if (figures.length > 0) return median(figures);
  throw new UserError("The machine is too busy: no sample counts.", 1);
}

function optionsOf(
  contrast: PlannedContrast,
  seed: number,
  settings: Settings,
): BenchOptions {
  return {
    ...settings,
    command: "prove",
    contrasts: [contrast],
    seed,
    reporter: { checking() {}, announce() {}, progress() {} },
  };
}

export function slowerSide(side: ServerSide, microseconds: number): ServerSide {
  return {
    ...side,
    name: `${side.name} with ${microseconds.toFixed(1)} µs more`,
    env: { ...side.env, WORKSHOP_BURN_US: String(microseconds) },
    execArgv: [...side.execArgv, "-r", join(__dirname, "burn-preload.ts")],
  };
}
