// What a reader needs to know before believing a figure, in sentences.
import type { Environment } from "../../servers/host/environment";
import { exponentWithin, percent, timesWithin } from "../verdicts/format";
import type { ContrastSummary, TimedSummary } from "./summarise";

export function caveatsOf(
  { a, b }: Pick<ContrastSummary, "a" | "b">,
  timed: TimedSummary,
): string[] {
  const { pairs, control, controlPairs, detectable, rejected } = timed;
  const { growth, rate, others, controlOf, pinned } = timed;
  return [
    control
      ? `A/A control: ${controlOf} against itself ${timesWithin(control)}, ${controlPairs} pairs.`
      : `A/A control: too few of its pairs count (${controlPairs}).`,
    detectable === undefined
      ? `Too few of the pairs count (${pairs}).`
      : `${pairs} pairs find a difference of ${percent(detectable)} or more.`,
    ...(pinned ? ["The servers had one core, the client another."] : []),
    ...Object.entries(rejected).map(
      ([why, count]) => `Rejected: ${count} × ${why}.`,
    ),
    ...(others !== undefined && others > BUSY
      ? [
          `Other programs kept ${others.toFixed(1)} cores busy: close them, and the intervals get narrower.`,
        ]
      : []),
    ...(rate ? [`Latency at ${rate}.`] : []),
    ...(growth ? [growthInWords(a, growth.a), growthInWords(b, growth.b)] : []),
  ];
}

/** Cores; less is the noise of any system. */
const BUSY = 0.3;

function growthInWords(
  name: string,
  growth: Parameters<typeof exponentWithin>[0] | undefined,
): string {
  return growth
    ? `${capitalised(name)} grows with users^${exponentWithin(growth)}.`
    : `${capitalised(name)}: too few sizes count.`;
}

/** What one thing explains is told once. */
export function differencesInWords(
  differences: TimedSummary["differences"],
): string[] {
  const reasons = new Set(differences.map(({ why }) => why));
  return [...reasons].map((reason) => {
    const names = differences.filter(({ why }) => why === reason);
    const places = names.map(({ difference }) => difference);
    const what =
      places.length > 2 ? `${places.length} differences` : places.join(", ");
    return `The answers differ (${what}): ${reason}.`;
  });
}

export function machineInWords(environment: Environment): string {
  const { processor, cores, memoryBytes, system, node, commit } = environment;
  const { modified } = environment;
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GB`;
  const version = commit ? `commit ${commit.slice(0, 10)}` : "no commit";
  const state = modified ? `${version}, modified` : version;
  return `Machine: ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}, ${state}.`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
