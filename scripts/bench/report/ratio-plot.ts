// The ratio of each figure, B over A, with its interval, on a log axis.
import type { ContrastSummary } from "../summary/summarise";
import { times, timesWithin } from "../verdicts/ratio-words";
import { figure, line, text, WIDTH } from "./figure";
import { logScale, type Scale } from "./log-scale";
import { element, type Markup } from "./markup";

const ROW = 32;
const TOP = 8;
const LEFT = 8;
/** Wider than a hundredfold is the same to the eye. */
const WIDEST = 100;

/** Undefined where no figure has a ratio. */
export function ratioPlot(summary: ContrastSummary): Markup | undefined {
  const { a, b, timed } = summary;
  const rows = summary.rows.flatMap(({ label, comparison, judged }) =>
    comparison ? [{ label, comparison, judged }] : [],
  );
  if (timed?.control) {
    const label = `A/A control: ${a} / itself`;
    rows.push({ label, comparison: timed.control, judged: false });
  }
  if (rows.length === 0) return undefined;
  const bounds = rows.flatMap(({ comparison: { low, high } }) => [
    low,
    high,
    1,
  ]);
  const scale = logScale(
    [
      Math.max(1 / WIDEST, Math.min(...bounds)),
      Math.min(WIDEST, Math.max(...bounds)),
    ],
    [LEFT, WIDTH - LEFT],
  );
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
    rows.map(({ label, comparison, judged }, index) => {
      const y = TOP + index * ROW;
      const [low, high] = [comparison.low, comparison.high].map(scale.at);
      const middle = scale.at(comparison.ratio);
      const name = judged ? "judged" : undefined;
      return [
        text(LEFT, y + 10, label, "start", name),
        text(WIDTH - LEFT, y + 10, timesWithin(comparison), "end", name),
        line([Number(low), y + 20], [Number(high), y + 20], "interval"),
        element("circle", { cx: middle, cy: y + 20, r: 4, class: "point" }),
      ];
    }),
  );
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
