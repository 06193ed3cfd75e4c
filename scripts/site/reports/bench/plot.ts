// The frame of every plot: a picture that scales, its caption, its words.

import {
  type Child,
  element,
  type Markup,
} from "../../../content/markdown/markup";
import type { Scale } from "./log-scale";

/** Units of a plot's width: a narrow phone's, so that text stays readable. */
export const WIDTH = 360;

export interface FigureParts {
  readonly title: string;
  /** What the plot shows, for who cannot see it. */
  readonly words: string;
  readonly height: number;
  readonly caption: Child;
}

export function figure(parts: FigureParts, ...drawing: Child[]): Markup {
  const { title, words, height, caption } = parts;
  return element(
    "figure",
    {},
    element("h4", {}, title),
    element(
      "svg",
      {
        viewBox: `0 0 ${WIDTH} ${height}`,
        role: "img",
        "aria-label": `${title}. ${words}`,
      },
      drawing,
    ),
    element("figcaption", {}, caption),
  );
}

export function text(
  x: number,
  y: number,
  words: string,
  anchor: "start" | "middle" | "end" = "start",
  name?: string,
): Markup {
  return element("text", { x, y, "text-anchor": anchor, class: name }, words);
}

export function line(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  name: string,
): Markup {
  return element("line", { x1, y1, x2, y2, class: name });
}

/** A is round and B is square, for who sees no colours. */
export function mark(x: number, y: number, side: "a" | "b"): Markup {
  return side === "a"
    ? element("circle", { cx: x, cy: y, r: 4, class: "a" })
    : element("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: "b" });
}

/** Where the values' axis stands. */
export const LEFT = 52;

/** A horizontal line and its value in words for each tick. */
export function valueGrid(
  { ticks, at }: Scale,
  words: (tick: number) => string,
): Markup[] {
  return ticks.flatMap((tick) => [
    line([LEFT, at(tick)], [WIDTH - 8, at(tick)], "grid"),
    text(LEFT - 6, at(tick) + 4, words(tick), "end", "tick"),
  ]);
}

/** What the horizontal axis is about, below it. */
export function axisTitle(words: string, height: number): Markup {
  return text((LEFT + WIDTH) / 2, height - 4, words, "middle", "tick");
}
