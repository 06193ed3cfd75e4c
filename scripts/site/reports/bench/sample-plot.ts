// Every sample of the headline figure: pairs as they were taken, one by one.

import type { TimedContrast } from "../../../bench/results/results-file";
import { figure as figureOf, usablePairs } from "../../../bench/results/sample";
import { labelOf } from "../../../bench/summary/rows";
import { figureInWords } from "../../../bench/verdicts/format";
import { element, type Markup } from "../../../content/markdown/markup";
import {
  axisTitle,
  figure,
  LEFT,
  line,
  logScale,
  mark,
  round,
  type Scale,
  valueGrid,
  WIDTH,
} from "./plot";

const HEIGHT = 180;
const TOP = 8;
const BOTTOM = HEIGHT - 22;

/** Undefined where no pair has the figure on both sides. */
export function samplePlot(contrast: TimedContrast): Markup | undefined {
  const { a, b, headline } = contrast;
  const pairs = figuresOfPairs(contrast);
  if (pairs.length === 0) return undefined;
  const all = pairs.flatMap((pair) => [pair.a, pair.b]);
  const y = logScale([Math.min(...all), Math.max(...all)], [BOTTOM, TOP]);
  const words = (value: number): string =>
    figureInWords(headline.measure, value).replace("\u00a0", " ");
  return figure(
    {
      title: `${labelOf(headline)}, sample by sample`,
      words: pairs
        .map((pair) => `${words(pair.a)} and ${words(pair.b)}`)
        .join("; "),
      height: HEIGHT,
      caption: [
        "Each pair is two fresh processes that took turns. ",
        legend(a, b),
      ],
    },
    valueGrid(y, words),
    pairs.map((pair, index) => marks(pair, index, pairs.length, y)),
    axisTitle("pairs, in the order taken", HEIGHT),
  );
}

interface PairOfFigures {
  readonly a: number;
  readonly b: number;
}

function figuresOfPairs({ pairs, headline }: TimedContrast): PairOfFigures[] {
  return usablePairs(pairs).flatMap((pair) => {
    const a = figureOf(pair.a, headline);
    const b = figureOf(pair.b, headline);
    return a && b ? [{ a, b }] : [];
  });
}

function marks(
  { a, b }: PairOfFigures,
  index: number,
  count: number,
  y: Scale,
): Markup[] {
  const x = round(LEFT + ((WIDTH - LEFT - 12) / count) * (index + 0.5));
  return [
    line([x, y.at(a)], [x, y.at(b)], "pair"),
    mark(x, y.at(a), "a"),
    mark(x, y.at(b), "b"),
  ];
}

export function legend(a: string, b: string): Markup {
  return element(
    "span",
    { class: "legend" },
    element("span", { class: "key a" }, "●"),
    ` ${a} `,
    element("span", { class: "key b" }, "■"),
    ` ${b}`,
  );
}
