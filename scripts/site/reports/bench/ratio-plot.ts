// The ratio of each figure, B over A, with its interval, on a log axis.

import type { Comparison } from "../../../bench/statistics/compare";
import type { ContrastSummary } from "../../../bench/summary/summarise";
import { times, timesWithin } from "../../../bench/verdicts/format";
import { element, type Markup } from "../../../content/markdown/markup";
import { figure, line, logScale, type Scale, text, WIDTH } from "./plot";

const ROW = 32;
const TOP = 8;
const LEFT = 8;
/** Wider than a hundredfold is the same to the eye. */
const WIDEST = 100;

/** Undefined where no figure has a ratio. */
export function ratioPlot(summary: ContrastSummary): Markup | undefined {
  const { b, a } = summary;
  const rows = ratiosOf(summary);
  if (rows.length === 0) return undefined;
  const scale = scaleFor(rows);
  const bottom = TOP + rows.length * ROW;
  return figure(
    {
      title: `${b} over ${a}`,
      words: rows
        .map(({ label, comparison }) => `${label}: ${timesWithin(comparison)}`)
        .join("; "),
      height: bottom + 20,
      caption: `Right of 1 is more for ${b}. A bar that crosses 1 tells nothing.`,
    },
    axis(scale, bottom),
    rows.map((row, index) => drawRow(row, TOP + index * ROW, scale)),
  );
}

interface Ratio {
  readonly label: string;
  readonly comparison: Comparison;
  readonly judged: boolean;
}

/** Those of the table, and the control's. */
function ratiosOf({ rows, timed }: ContrastSummary): Ratio[] {
  const ratios = rows.flatMap(({ label, comparison, judged }) =>
    comparison ? [{ label, comparison, judged }] : [],
  );
  if (!timed?.control) return ratios;
  const label = `A/A control: ${timed.controlOf} / itself`;
  return [...ratios, { label, comparison: timed.control, judged: false }];
}

function scaleFor(rows: readonly Ratio[]): Scale {
  const bounds = rows.flatMap(({ comparison: { low, high } }) => [
    low,
    high,
    1,
  ]);
  const low = Math.max(1 / WIDEST, Math.min(...bounds));
  const high = Math.min(WIDEST, Math.max(...bounds));
  return logScale([low, high], [LEFT, WIDTH - LEFT]);
}

function drawRow(
  { label, comparison, judged }: Ratio,
  y: number,
  { at }: Scale,
): Markup[] {
  const name = judged ? "judged" : undefined;
  const { low, high, ratio } = comparison;
  return [
    text(LEFT, y + 10, label, "start", name),
    text(WIDTH - LEFT, y + 10, timesWithin(comparison), "end", name),
    line([at(low), y + 20], [at(high), y + 20], "interval"),
    element("circle", { cx: at(ratio), cy: y + 20, r: 4, class: "point" }),
  ];
}

function axis(scale: Scale, bottom: number): Markup[] {
  const equal = scale.at(1);
  return [
    line([equal, TOP], [equal, bottom], "equal"),
    ...scale.ticks.flatMap((tick) => [
      line([scale.at(tick), bottom], [scale.at(tick), bottom + 4], "axis"),
      text(scale.at(tick), bottom + 15, times(tick), "middle", "tick"),
    ]),
  ];
}
