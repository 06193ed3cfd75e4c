// What every plot is made of: a picture that scales, its caption and words, a logarithmic axis.
import {
  type Child,
  element,
  type Markup,
} from "../../../content/markdown/markup";

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

/** A is round and B is square, for readers who cannot tell the colours apart. */
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

export interface Scale {
  /** Clamped to the axis. */
  at(value: number): number;
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** From the value range to the range of coordinates. */
export function logScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): Scale {
  const [start, end] = widened(low, high);
  const length = Math.log(end / start);
  return {
    low: start,
    high: end,
    at(value) {
      const inside = Math.min(end, Math.max(start, value));
      return round(from + ((to - from) * Math.log(inside / start)) / length);
    },
    ticks: ticksBetween(start, end),
  };
}

/** No axis of a single value. */
function widened(low: number, high: number): [number, number] {
  const ratio = high / low;
  if (ratio >= 1.2) return [low, high];
  const more = Math.sqrt(1.2 / ratio);
  return [low / more, high * more];
}

const MOST_TICKS = 6;

/** 1, 2, 5 of each decade; the decades only, or finer, to have a few. */
function ticksBetween(low: number, high: number): number[] {
  const within = (steps: readonly number[]): number[] => {
    const found: number[] = [];
    for (
      let power = Math.floor(Math.log10(low));
      10 ** power <= high;
      power++
    ) {
      for (const step of steps) {
        const tick = Number((step * 10 ** power).toPrecision(6));
        if (tick >= low && tick <= high) found.push(tick);
      }
    }
    return found;
  };
  const fine = within([
    1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.5, 3, 4, 5, 7, 8, 9, 9.5,
  ]);
  const usual = within([1, 2, 5]);
  const decades = within([1]);
  return (
    [fine, usual, decades].find(({ length }) => length <= MOST_TICKS) ??
    decades.filter((_, index) => index % 2 === 0)
  );
}

export function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}
