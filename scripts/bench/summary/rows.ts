// The table of a timed contrast: every figure of both sides, and its ratio.
import type { TimedContrast } from "../results/results-file";
import {
  type Measure,
  type Metric,
  type PairedRun,
  type Sample,
  usablePairs,
  windowsOf,
} from "../results/sample";
import { median } from "../statistics/averages";
import type { Comparison } from "../statistics/compare";
import { figureInWords, grouped } from "../verdicts/format";
import {
  compareMetric,
  comparisonOf,
  figuresOf,
  isGrowth,
} from "../verdicts/measured";

export interface Row {
  readonly label: string;
  /** The median over the samples that count; "–" where there is none. */
  readonly a: string;
  readonly b: string;
  /** Undefined where there is no ratio, as of counts that are 0. */
  readonly comparison: Comparison | undefined;
  /** Whether a claim, or the headline, is about it. */
  readonly judged: boolean;
}

export function rowsOf(contrast: TimedContrast, confidence: number): Row[] {
  const pairs = usablePairs(contrast.pairs);
  const sides = { a: pairs.map(({ a }) => a), b: pairs.map(({ b }) => b) };
  const figures = isGrowth(contrast)
    ? growthRows(contrast, pairs, confidence)
    : metricsOf(contrast).flatMap((metric) => {
        const judged = isJudged(contrast, metric);
        const label = labelOf(metric);
        return rowOf({ metric, label, judged }, pairs, confidence);
      });
  return [...figures, ...countRows(sides)];
}

/** No row where neither side has the figure. */
function rowOf(
  { metric, label, judged }: { metric: Metric; label: string; judged: boolean },
  pairs: readonly PairedRun[],
  confidence: number,
): Row[] {
  const a = figuresOf(
    pairs.map((pair) => pair.a),
    metric,
  );
  const b = figuresOf(
    pairs.map((pair) => pair.b),
    metric,
  );
  if (a.length + b.length === 0) return [];
  return [
    {
      label,
      judged,
      a: middle(metric.measure, a),
      b: middle(metric.measure, b),
      comparison: comparisonOf(compareMetric(pairs, metric, confidence)),
    },
  ];
}

/** The headline for each number of users: over all of them it means nothing. */
function growthRows(
  { headline }: TimedContrast,
  pairs: readonly PairedRun[],
  confidence: number,
): Row[] {
  const sizes = [...new Set(pairs.map(({ a }) => a.users))];
  return sizes
    .sort((x, y) => x - y)
    .flatMap((users) => {
      const label = `${labelOf(headline)}, ${grouped(users)} users`;
      const same = pairs.filter(({ a }) => a.users === users);
      return rowOf({ metric: headline, label, judged: true }, same, confidence);
    });
}

/** "p99 of healthz", as the table's first column names it. */
export function labelOf({ measure, kind }: Metric): string {
  return kind === undefined ? labels[measure] : `${kind} ${labels[measure]}`;
}

const labels: Readonly<Record<Measure, string>> = {
  throughput: "requests a second",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  cpuPerRequest: "CPU time a request",
  rss: "memory (RSS)",
  utilization: "event-loop utilization",
  loopDelay: "event-loop delay p99",
  lost: "lost requests",
};

/**
 * Latencies are told of each kind of request where there are several; the
 * throughput of an open loop is the client's choice, and no figure.
 */
function metricsOf({ load }: TimedContrast): Metric[] {
  const kinds = load.open?.streams.flatMap((stream) => stream.kinds) ?? [];
  const names = kinds.length > 1 ? kinds.map(({ name }) => name) : [undefined];
  const latencies = names.flatMap((kind) =>
    (["p50", "p95", "p99"] as const).map((measure) => ({ measure, kind })),
  );
  return [
    ...(load.closed ? [{ measure: "throughput" } as const] : []),
    { measure: "cpuPerRequest" },
    ...latencies,
    { measure: "rss" },
    { measure: "utilization" },
    { measure: "loopDelay" },
  ];
}

function isJudged(
  { headline, claims }: TimedContrast,
  metric: Metric,
): boolean {
  const judged =
    claims.length > 0 ? claims.map((one) => one.metric) : [headline];
  return judged.some(
    ({ measure, kind }) => measure === metric.measure && kind === metric.kind,
  );
}

function middle(measure: Measure, figures: readonly number[]): string {
  return figures.length === 0 ? "–" : figureInWords(measure, median(figures));
}

/** What was counted over all samples, and has no ratio. */
function countRows(sides: Record<"a" | "b", Sample[]>): Row[] {
  const row = (label: string, of: (samples: Sample[]) => string): Row => ({
    label,
    a: of(sides.a),
    b: of(sides.b),
    comparison: undefined,
    judged: false,
  });
  return [
    row("lost requests", (samples) => totalOf(samples, (load) => load.lost)),
    row("unexpected answers", (samples) =>
      totalOf(samples, (load) => load.unexpected),
    ),
    row("client's CPU, at most", clientShare),
  ];
}

function totalOf(
  samples: readonly Sample[],
  of: (counts: { lost: number; unexpected: number }) => number,
): string {
  const ledgers = samples.flatMap(windowsOf).map(({ load }) => load.ledger);
  const sum = ledgers.reduce((total, ledger) => {
    const { sent, ok, inFlight, unexpectedStatus: unexpected } = ledger;
    return total + of({ lost: sent - ok - unexpected - inFlight, unexpected });
  }, 0);
  return figureInWords("lost", sum);
}

function clientShare(samples: readonly Sample[]): string {
  const shares = samples
    .flatMap(windowsOf)
    .map(({ load }) => load.client.cpuMs / load.client.wallMs);
  return shares.length === 0 ? "–" : Math.max(...shares).toFixed(2);
}
