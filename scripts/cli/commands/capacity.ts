// npm run capacity 5000: how many nodes a rate takes, by what was measured on a few.
import { Command, InvalidArgumentError } from "commander";
import {
  type MeasuredPoints,
  measuredPoints,
} from "../../bench/results/node-points";
import {
  type Forecast,
  fitScalability,
  forecast,
  type Point,
  rateOf,
  type Scalability,
} from "../../bench/statistics/curves";
import { seededRandom } from "../../bench/statistics/random";
import { table, wrap, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";

interface Options {
  readonly points?: readonly Point[];
  readonly json?: boolean;
}

/** Of a node's capacity: beyond, latency grows faster than load. */
const LOAD = 0.6;
/** A curve says little of more nodes than this, times the most measured. */
const REACH = 2;
const MOST_NODES = 1000;

export function command(): Command {
  return new Command("capacity")
    .description("how many nodes a rate takes, by what was measured on a few")
    .argument("<rate>", "requests a second", parseRate)
    .option(
      "--points <n:rate,…>",
      "what n nodes did, as 1:980,2:1890; the bench's newest, unless given",
      parse,
    )
    .option("--json", "print one JSON document")
    .action(run);
}

function run(rate: number, { points, json }: Options): void {
  const measured = points ? { points } : lastMeasured(rate);
  const plan = planFor(rate, measured.points);
  if (json) writeJson({ ...measured, ...plan });
  else console.log([...origin(measured), ...inWords(rate, plan)].join("\n"));
  process.exitCode = plan.nodes === undefined ? 1 : 0;
}

/** @throws UserError (1) where the bench has not measured nodes yet. */
function lastMeasured(rate: number): MeasuredPoints {
  const measured = measuredPoints();
  if (measured) return measured;
  throw new UserError(
    `Nothing is measured yet. Type: npm run bench 13 -- --workload list. Or say what you have measured: npm run capacity ${rate} -- --points 1:980,1:1010,2:1890,2:1850`,
    1,
  );
}

function origin(measured: Partial<MeasuredPoints>): string[] {
  const { command, file, points = [] } = measured;
  if (!command) return [];
  const words = `By ${points.length} samples of ${command} (${file}), for pages of the list:`;
  return [...wrap(words), ""];
}

export interface CapacityPlan {
  readonly fit: Scalability;
  /** Those that carry the rate at 60 % of their capacity; undefined if none do. */
  readonly needed: Forecast | undefined;
  /** One more, so that one can go; undefined where none are enough. */
  readonly nodes: number | undefined;
  readonly measuredUpTo: number;
  /** Whether that is further than the points reach. */
  readonly isGuess: boolean;
}

/** @throws UserError for points that fix no curve. */
export function planFor(rate: number, points: readonly Point[]): CapacityPlan {
  const fit = fitted(points);
  const measuredUpTo = Math.max(...points.map(({ n }) => n));
  const numbers = Array.from({ length: MOST_NODES }, (_, index) => index + 1);
  const n = numbers.find((each) => rateOf(fit, each) * LOAD >= rate);
  const random = seededRandom(1);
  return {
    fit,
    needed: n === undefined ? undefined : forecast(points, n, { random }),
    nodes: n === undefined ? undefined : n + 1,
    measuredUpTo,
    isGuess: n === undefined || n + 1 > REACH * measuredUpTo,
  };
}

function fitted(points: readonly Point[]): Scalability {
  try {
    return fitScalability(points);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      "One number of nodes tells nothing of more: measure two at least, as in --points 1:980,2:1890",
    );
  }
}

function inWords(rate: number, plan: CapacityPlan): string[] {
  const { fit, needed, nodes, measuredUpTo, isGuess } = plan;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const lines = table([
    ["One node does", `${Math.round(fit.lambda)} a second`],
    ["of which they queue for", percent(fit.sigma)],
    ["and each pair costs", percent(fit.kappa)],
  ]);
  if (!needed || nodes === undefined) {
    const most = Math.round(LOAD * highest(fit));
    const words = `No number of nodes carries ${rate} a second: at ${percent(LOAD)} of their capacity, the most is ${most}. What they queue for has to go first.`;
    return [...lines, "", ...wrap(words)];
  }
  const words = [
    `${rate} a second take ${needed.n} nodes at ${percent(LOAD)} of their capacity, which is ${Math.round(needed.rate)} (${interval(needed)}); and one more, so that one can go: ${nodes}.`,
    ...(isGuess
      ? [
          `That is a guess: nothing was measured beyond ${measuredUpTo}. Measure ${Math.min(nodes, REACH * measuredUpTo)} before you rely on it.`,
        ]
      : []),
  ];
  return [...lines, "", ...words.flatMap((each) => wrap(each))];
}

/** Without repetition there is no spread, and that is no certainty. */
function interval({ low, high }: Forecast): string {
  return low === high
    ? "measured once each: how surely, nobody knows"
    : `${Math.round(low)} to ${Math.round(high)}`;
}

function highest(fit: Scalability): number {
  const numbers = Array.from({ length: MOST_NODES }, (_, index) => index + 1);
  return Math.max(...numbers.map((n) => rateOf(fit, n)));
}

function parseRate(typed: string): number {
  const rate = Number(typed);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidArgumentError("A rate is a number of requests a second.");
}

function parse(typed: string): Point[] {
  return typed.split(",").map((pair) => {
    const [, n, rate] = /^(\d+):(\d+(?:\.\d+)?)$/.exec(pair.trim()) ?? [];
    if (Number(n) >= 1 && Number(rate) > 0) {
      return { n: Number(n), rate: Number(rate) };
    }
    throw new InvalidArgumentError(`"${pair}" is not written as 2:1890.`);
  });
}
