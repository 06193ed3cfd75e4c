// Gives a profile the files and lines that a reader knows: those of the TypeScript, relative to the repository.
import type { Profiler } from "node:inspector";
import { findSourceMap, type SourceMap } from "node:module";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../servers/host/paths";

type Place = Pick<
  Profiler.ProfileNode["callFrame"],
  "url" | "lineNumber" | "columnNumber"
>;

/**
 * V8 names the lines of what it ran, which is compiled: types are gone from it,
 * and imports have become other lines. The process that ran it has the map.
 */
export function withSourcePositions(
  profile: Profiler.Profile,
): Profiler.Profile {
  return { ...profile, nodes: profile.nodes.map(inSource) };
}

function inSource(node: Profiler.ProfileNode): Profiler.ProfileNode {
  const { callFrame, positionTicks } = node;
  const map = mapOf(callFrame.url);
  const place = { ...callFrame, url: shortened(callFrame.url) };
  if (!map) return { ...node, callFrame: place };
  return {
    ...node,
    callFrame: { ...place, ...originOf(callFrame, map) },
    ...(positionTicks && { positionTicks: ticksInSource(positionTicks, map) }),
  };
}

function mapOf(url: string): SourceMap | undefined {
  return url.endsWith(".ts") ? findSourceMap(url) : undefined;
}

/** Both count lines and columns from 0. */
function originOf(
  { lineNumber, columnNumber }: Place,
  map: SourceMap,
): Partial<Place> {
  const entry = map.findEntry(lineNumber, columnNumber);
  if (!("originalLine" in entry)) return {};
  const { originalLine, originalColumn } = entry;
  return { lineNumber: originalLine, columnNumber: originalColumn };
}

type Ticks = readonly Profiler.PositionTickInfo[];

/** Samples by line, counted from 1; several compiled lines can be one of the source. */
function ticksInSource(
  ticks: Ticks,
  map: SourceMap,
): Profiler.PositionTickInfo[] {
  const byLine = new Map<number, number>();
  for (const { line, ticks: count } of ticks) {
    const entry = map.findEntry(line - 1, Number.MAX_SAFE_INTEGER);
    const origin = "originalLine" in entry ? entry.originalLine + 1 : line;
    byLine.set(origin, (byLine.get(origin) ?? 0) + count);
  }
  return [...byLine].map(([line, count]) => ({ line, ticks: count }));
}

/** `steps/03-middleware/app.ts`: the same on every machine. */
function shortened(url: string): string {
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!path.startsWith(root + sep)) return url;
  return relative(root, path).split(sep).join("/");
}
