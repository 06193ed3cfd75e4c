// What a run came to, for whatever shows it: terminal, page, lesson or JSON.
import type {
  Contrast,
  ResultsFile,
  TimedContrast,
} from "../results/results-file";
import { type PairedRun, usablePairs, windowsOf } from "../results/sample";
import { median } from "../statistics/averages";
import { type Comparison, detectableEffect } from "../statistics/compare";
import type { Exponent } from "../statistics/curves";
import { countRange } from "../verdicts/format";
import { conclude, judge, type Verdict } from "../verdicts/judge";
import { countsOf, growthOf, isGrowth } from "../verdicts/measured";
import { type Row, rowsOf } from "./rows";

export interface ContrastSummary {
  readonly workload: string;
  readonly what: string;
  readonly step: number | undefined;
  readonly a: string;
  readonly b: string;
  readonly verdicts: readonly Verdict[];
  /** The result in words where nothing was claimed. */
  readonly conclusion: string | undefined;
  readonly rows: readonly Row[];
  readonly timed: TimedSummary | undefined;
  readonly notes: readonly string[];
}

/** How much can be trusted of a timed contrast. */
export interface TimedSummary {
  readonly pairs: number;
  /** A against itself; undefined where too few pairs count. */
  readonly control: Comparison | undefined;
  readonly controlPairs: number;
  /** The side that the control runs twice. */
  readonly controlOf: string;
  readonly pinned: boolean;
  /** The smallest difference that these pairs find in 80 of 100 runs. */
  readonly detectable: number | undefined;
  /** How many pairs count for nothing, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** How the headline grows with the users; undefined for a single number. */
  readonly growth:
    | Readonly<Record<"a" | "b", Exponent | undefined>>
    | undefined;
  readonly differences: TimedContrast["differences"];
  /** Cores that other programs kept busy, at the median; where it is known. */
  readonly others: number | undefined;
  /** "at 950 requests a second, 50 % of what step 1 can take" */
  readonly rate: string | undefined;
}

export interface RunSummary {
  readonly results: ResultsFile;
  readonly contrasts: readonly ContrastSummary[];
  readonly claims: Readonly<Record<Verdict["outcome"], number>>;
}

export function summarise(results: ResultsFile): RunSummary {
  const contrasts = results.contrasts.map((contrast) =>
    summariseContrast(contrast, results.confidence),
  );
  const outcomes = contrasts.flatMap(({ verdicts }) =>
    verdicts.map(({ outcome }) => outcome),
  );
  const count = (wanted: Verdict["outcome"]): number =>
    outcomes.filter((outcome) => outcome === wanted).length;
  const claims = {
    held: count("held"),
    failed: count("failed"),
    "cannot tell": count("cannot tell"),
  };
  return { results, contrasts, claims };
}

export function summariseContrast(
  contrast: Contrast,
  confidence: number,
): ContrastSummary {
  const { workload, what, step, a, b, notes } = contrast;
  const timed = contrast.type === "timed" ? contrast : undefined;
  const verdicts = judge(contrast, confidence);
  const needsWords = timed && verdicts.length === 0 && !isGrowth(timed);
  return {
    ...{ workload, what, step, a, b, notes, verdicts },
    conclusion: needsWords ? conclude(timed, confidence).sentence : undefined,
    rows: timed ? rowsOf(timed, confidence) : eventRows(contrast),
    timed: timed && summariseTimed(timed, confidence),
  };
}

function summariseTimed(
  contrast: TimedContrast,
  confidence: number,
): TimedSummary {
  const { comparison, control } = conclude(contrast, confidence);
  const runs = [...contrast.pairs, ...contrast.control];
  const growth = (side: "a" | "b"): Exponent | undefined =>
    growthOf(contrast, side, contrast.headline, confidence);
  return {
    pairs: usablePairs(contrast.pairs).length,
    control,
    controlPairs: usablePairs(contrast.control).length,
    controlOf: contrast.controlOf ?? contrast.a,
    pinned: contrast.pinned ?? false,
    detectable:
      comparison &&
      detectableEffect(comparison.pairs, comparison.deviation, { confidence }),
    rejected: tally(runs.flatMap(({ rejected }) => rejected ?? [])),
    growth: isGrowth(contrast) ? { a: growth("a"), b: growth("b") } : undefined,
    differences: contrast.differences,
    others: coresOfOthers(runs),
    rate: rateInWords(contrast),
  };
}

function coresOfOthers(runs: readonly PairedRun[]): number | undefined {
  const cores = runs
    .flatMap(({ a, b }) => [...windowsOf(a), ...windowsOf(b)])
    .flatMap(({ others }) => others ?? []);
  return cores.length > 0 ? median(cores) : undefined;
}

function rateInWords({ load, a, b }: TimedContrast): string | undefined {
  const [stream] = load.open?.streams ?? [];
  if (!stream || !load.open) return undefined;
  const slower = load.capacity.a <= load.capacity.b ? a : b;
  const rate =
    stream.rate >= 20 ? Math.round(stream.rate) : stream.rate.toFixed(1);
  const share = Math.round(load.open.share * 100);
  return `${rate} ${stream.kinds.map(({ name }) => name).join(" and ")} requests a second, ${share} % of what ${slower} can take`;
}

/** One row for each name that was counted. */
function eventRows(contrast: Contrast): Row[] {
  if (contrast.type !== "event") return [];
  const names = new Set(
    contrast.runs.flatMap(({ counts }) => Object.keys(counts)),
  );
  const of = (side: "a" | "b", counted: string): string => {
    const counts = countsOf(contrast.runs, { side, counted });
    return counts.length === 0 ? "–" : countRange(counts);
  };
  const claimed = contrast.claims.map(({ counted }) => counted);
  return [...names].map((name) => ({
    label: name,
    a: of("a", name),
    b: of("b", name),
    comparison: undefined,
    judged: claimed.includes(name),
  }));
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
