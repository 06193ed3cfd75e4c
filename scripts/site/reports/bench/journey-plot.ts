// The journey: what a page costs at every step, beside the first.

import type {
  Contrast,
  TimedContrast,
} from "../../../bench/results/results-file";
import { usablePairs } from "../../../bench/results/sample";
import { times } from "../../../bench/verdicts/format";
import { compareMetric, comparisonOf } from "../../../bench/verdicts/measured";
import { element, type Markup } from "../../../content/markdown/markup";
import { figure, LEFT, line, logScale, text, valueGrid, WIDTH } from "./plot";

interface Stage {
  readonly name: string;
  /** Over the first step, with the interval of the product of all ratios. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const HEIGHT = 190;
const TOP = 14;
const BOTTOM = HEIGHT - 24;

/** Undefined without two steps in a row on the same workload. */
export function journeyPlot(
  contrasts: readonly Contrast[],
  workload: string,
  confidence: number,
): Markup | undefined {
  const stages = stagesOf(contrasts, workload, confidence);
  const [first] = stages;
  if (!first || stages.length < 3) return undefined;
  const all = stages.flatMap(({ low, high }) => [low, high]);
  const y = logScale([Math.min(...all), Math.max(...all)], [BOTTOM, TOP]);
  const step = (WIDTH - LEFT - 8) / stages.length;
  const x = (index: number): number => LEFT + step * (index + 0.5);
  return figure(
    {
      title: `CPU time of ${workload}, beside ${first.name}`,
      words: stages
        .map(({ name, ratio }) => `${name}: ${times(ratio)}`)
        .join("; "),
      height: HEIGHT,
      caption:
        "Each step was measured against the one before it; ratios are multiplied, and so their intervals grow.",
    },
    valueGrid(y, times),
    stages.map(({ name, ratio, low, high }, index) => [
      line([x(index), y.at(low)], [x(index), y.at(high)], "interval"),
      element("circle", {
        cx: x(index),
        cy: y.at(ratio),
        r: 4,
        class: "point",
      }),
      text(x(index), HEIGHT - 8, name.replace("step ", ""), "middle", "tick"),
    ]),
    text(LEFT, HEIGHT - 8, "step", "end", "tick"),
  );
}

/** Logarithms add up, and so do the squares of their intervals' reaches. */
function stagesOf(
  contrasts: readonly Contrast[],
  workload: string,
  confidence: number,
): Stage[] {
  const chain = contrasts.filter(
    (each): each is TimedContrast =>
      each.type === "timed" && each.workload === workload,
  );
  const stages: Stage[] = [];
  let [log, variance] = [0, 0];
  for (const contrast of chain) {
    const comparison = comparisonOf(
      compareMetric(
        usablePairs(contrast.pairs),
        { measure: "cpuPerRequest" },
        confidence,
      ),
    );
    const last = stages.at(-1);
    if (!comparison || (last && last.name !== contrast.a)) return stages;
    if (!last) stages.push({ name: contrast.a, ratio: 1, low: 1, high: 1 });
    log += Math.log(comparison.ratio);
    variance += Math.log(comparison.high / comparison.ratio) ** 2;
    const reach = Math.sqrt(variance);
    stages.push({
      name: contrast.b,
      ratio: Math.exp(log),
      low: Math.exp(log - reach),
      high: Math.exp(log + reach),
    });
  }
  return stages;
}
