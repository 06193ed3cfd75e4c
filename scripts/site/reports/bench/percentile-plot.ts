// The whole distribution of latency, both axes logarithmic: rare is far right.
import {
  build,
  decodeFromCompressedBase64,
  type Histogram,
} from "hdr-histogram-js";
import type { TimedContrast } from "../../../bench/results/results-file";
import { type Sample, usablePairs } from "../../../bench/results/sample";
import { microseconds } from "../../../bench/verdicts/format";
import { element, type Markup } from "../../../content/markdown/markup";
import {
  axisTitle,
  figure,
  LEFT,
  logScale,
  mark,
  round,
  type Scale,
  text,
  valueGrid,
  WIDTH,
} from "./plot";
import { legend } from "./sample-plot";

const HEIGHT = 200;
const TOP = 8;
const BOTTOM = HEIGHT - 34;
const percentiles = [50, 75, 90, 95, 99, 99.9] as const;

/** Of one kind of request; undefined where it was never answered. */
export function percentilePlot(
  contrast: TimedContrast,
  kind: string,
): Markup | undefined {
  const pairs = usablePairs(contrast.pairs);
  const a = merged(
    pairs.map((pair) => pair.a),
    kind,
  );
  const b = merged(
    pairs.map((pair) => pair.b),
    kind,
  );
  if (!a || !b) return undefined;
  const curves = { a: curveOf(a), b: curveOf(b) };
  const all = [...curves.a, ...curves.b].map(({ value }) => value);
  const y = logScale([Math.min(...all), Math.max(...all)], [BOTTOM, TOP]);
  return figure(
    {
      title: `Latency of ${kind}`,
      words: `${contrast.a}: ${inWords(curves.a)}. ${contrast.b}: ${inWords(curves.b)}`,
      height: HEIGHT,
      caption: [
        "From the intended send time, all samples together. ",
        legend(contrast.a, contrast.b),
      ],
    },
    valueGrid(y, microseconds),
    percentiles.map((percentile) =>
      text(xOf(percentile), BOTTOM + 15, `p${percentile}`, "middle", "tick"),
    ),
    axisTitle("percentile", HEIGHT),
    drawCurve(curves.a, "a", y),
    drawCurve(curves.b, "b", y),
  );
}

function drawCurve(
  curve: readonly Point[],
  side: "a" | "b",
  y: Scale,
): Markup[] {
  const places = curve.map(
    ({ percentile, value }) => [xOf(percentile), y.at(value)] as const,
  );
  const points = places.map((place) => place.join(",")).join(" ");
  return [
    element("polyline", { points, class: `curve ${side}` }),
    ...places.map(([x, height]) => mark(x, height, side)),
  ];
}

interface Point {
  readonly percentile: number;
  /** In microseconds. */
  readonly value: number;
}

function merged(
  samples: readonly Sample[],
  kind: string,
): Histogram | undefined {
  const all = build({ bitBucketSize: 32, numberOfSignificantValueDigits: 3 });
  for (const { open } of samples) {
    const latency = open?.load.kinds[kind]?.latency;
    if (latency) all.add(decodeFromCompressedBase64(latency.histogram));
  }
  return all.totalCount > 0 ? all : undefined;
}

/** No percentile that fewer than two requests are beyond. */
function curveOf(histogram: Histogram): Point[] {
  return percentiles
    .filter((each) => histogram.totalCount * (1 - each / 100) >= 1)
    .map((percentile) => ({
      percentile,
      value: Math.max(1, histogram.getValueAtPercentile(percentile)),
    }));
}

/** By how rare it is: each factor of ten is as wide. */
function xOf(percentile: number): number {
  const [first, last] = [percentiles[0], percentiles.at(-1) ?? 99.9];
  const rarity = (each: number): number => -Math.log10(1 - each / 100);
  const share =
    (rarity(percentile) - rarity(first)) / (rarity(last) - rarity(first));
  return round(LEFT + 12 + share * (WIDTH - LEFT - 36));
}

function inWords(curve: readonly Point[]): string {
  return curve
    .map(({ percentile, value }) => `p${percentile} ${microseconds(value)}`)
    .join(", ");
}
