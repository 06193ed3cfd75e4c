// Every sample of the headline figure: pairs as they were taken, one by one.
import type { TimedContrast } from "../results/contrast";
import { figure as figureOf } from "../results/metric";
import { usablePairs } from "../results/sample";
import { figureInWords } from "../summary/figure-words";
import { labelOf } from "../summary/rows";
import { figure, line, mark, text, WIDTH } from "./figure";
import { logScale } from "./log-scale";
import { element, type Markup } from "./markup";

const HEIGHT = 180;
const LEFT = 52;
const TOP = 8;
const BOTTOM = HEIGHT - 22;

/** Undefined where no pair has the figure on both sides. */
export function samplePlot(contrast: TimedContrast): Markup | undefined {
  const { a, b, headline } = contrast;
  const pairs = usablePairs(contrast.pairs).flatMap((pair) => {
    const figures = {
      a: figureOf(pair.a, headline),
      b: figureOf(pair.b, headline),
    };
    return figures.a && figures.b ? [{ a: figures.a, b: figures.b }] : [];
  });
  if (pairs.length === 0) return undefined;
  const all = pairs.flatMap((pair) => [pair.a, pair.b]);
  const y = logScale([Math.min(...all), Math.max(...all)], [BOTTOM, TOP]);
  const step = (WIDTH - LEFT - 12) / pairs.length;
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
        "Each pair is two fresh processes, one after the other. ",
        legend(a, b),
      ],
    },
    y.ticks.flatMap((tick) => [
      line([LEFT, y.at(tick)], [WIDTH - 8, y.at(tick)], "grid"),
      text(LEFT - 6, y.at(tick) + 4, words(tick), "end", "tick"),
    ]),
    pairs.map((pair, index) => {
      const x = LEFT + step * (index + 0.5);
      return [
        line([x, y.at(pair.a)], [x, y.at(pair.b)], "pair"),
        mark(x, y.at(pair.a), "a"),
        mark(x, y.at(pair.b), "b"),
      ];
    }),
    text(
      (LEFT + WIDTH) / 2,
      HEIGHT - 4,
      "pairs, in the order taken",
      "middle",
      "tick",
    ),
  );
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
