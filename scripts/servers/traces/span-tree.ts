// One request as a tree of spans: what its worker, PostgreSQL and Redis did, when, and for how long.
import { table } from "../host/terminal";
import type { Span } from "./collector";

/** Requests whose own span has not come yet; older ones are forgotten. */
const KEPT_TRACES = 100;

/**
 * Spans arrive as they end, in batches: a request's own span is the last of its
 * trace.
 *
 * @returns takes spans, and returns the traces that are whole with them
 */
export function gatherTraces(): (spans: readonly Span[]) => Span[][] {
  const traces = new Map<string, Span[]>();
  return function gather(spans) {
    for (const span of spans) {
      const trace = traces.get(span.traceId);
      if (trace) trace.push(span);
      else traces.set(span.traceId, [span]);
    }
    const whole = [...traces.values()].filter((trace) =>
      trace.some((span) => span.isRequest),
    );
    for (const [span] of whole) if (span) traces.delete(span.traceId);
    for (const id of [...traces.keys()].slice(0, -KEPT_TRACES)) {
      traces.delete(id);
    }
    return whole;
  };
}

/** A line for each span: its name, below its parent's; its start; its duration. */
export function spanTree(trace: readonly Span[]): string[] {
  const ids = new Set(trace.map((span) => span.spanId));
  const childrenOf = (parent: string | undefined) =>
    trace
      .filter((span) =>
        parent === undefined
          ? !ids.has(span.parentId ?? "")
          : span.parentId === parent,
      )
      .sort((a, b) => a.startMs - b.startMs);
  const startMs = Math.min(...trace.map((span) => span.startMs));
  const rows: string[][] = [];
  const add = (spans: readonly Span[], indent: string, isTop: boolean) => {
    for (const [index, span] of spans.entries()) {
      const isLast = index === spans.length - 1;
      const branch = isTop ? "" : isLast ? "└─ " : "├─ ";
      rows.push([
        `${indent}${branch}${nameOf(span)}`,
        ...[span.startMs - startMs, span.endMs - span.startMs].map(inMs),
      ]);
      const below = isTop ? "" : isLast ? "   " : "│  ";
      add(childrenOf(span.spanId), indent + below, false);
    }
  };
  add(childrenOf(undefined), "", true);
  return table([
    [`Trace ${trace[0]?.traceId}`, "      from", "      took"],
    ...rows,
  ]);
}

function inMs(ms: number): string {
  return `${ms.toFixed(1)} ms`.padStart(10);
}

function nameOf({ name, attributes, isRequest, pid }: Span): string {
  const system = attributes["db.system.name"];
  const query = String(attributes["db.query.text"] ?? "");
  if (isRequest) {
    const status = attributes["http.response.status_code"];
    return `${name} ${status}, worker ${pid}`;
  }
  if (system === "redis") return `Redis ${name} ${keyOf(query)}`.trimEnd();
  if (system === "postgresql") {
    return `PostgreSQL ${shortened(query || name.replace(/^pg[.-]/, ""))}`;
  }
  const route = attributes["http.route"];
  return route ? `${name} ${route}` : name;
}

/** What a command is about: its first key, without the prefix of the database. */
function keyOf(query: string): string {
  const [, key = ""] = /\b[0-9a-f]{16}:(\S+)/.exec(query) ?? [];
  return shortened(key);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 36 ? `${line.slice(0, 35)}…` : line;
}
