// npm run bench -- --url …: measures routes of a server of one's own, without a step beside it.
import { startLoadProcess } from "../../bench/generator/load-process";
import { look } from "../../bench/own/look";
import {
  measureRoute,
  type RouteResult,
  secondsFor,
} from "../../bench/own/measure";
import type { Mode } from "../../bench/results/results-file";
import { measureAlone } from "../../bench/run/context";
import { figureInWords, microseconds } from "../../bench/verdicts/format";
import { info, writeJson } from "../../servers/host/terminal";
import { parseOwnAddress } from "../../servers/http/own-address";
import { onShutdown } from "../../servers/start/on-shutdown";

export interface OwnBench {
  readonly url: string;
  readonly isMine: boolean;
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly expect?: number | undefined;
  readonly mode: Mode;
  readonly json: boolean;
}

/** @throws UserError for an address that is none, and for a route with nothing to measure. */
export async function measureOwn(own: OwnBench): Promise<void> {
  const { url: typed, isMine, paths, headers, expect, mode } = own;
  const address = parseOwnAddress({ typed, isMine, deed: "a flood" });
  const url = address.url.origin;
  const named = [...(address.path ? [address.path] : []), ...paths];
  const routes = [];
  for (const one of named.length > 0 ? named : ["/"]) {
    const route = { url, path: one, headers, expect };
    routes.push({ route, seen: await look(route) });
  }
  const release = measureAlone();
  const load = startLoadProcess();
  onShutdown(() => load.stop());
  info(`This takes about ${secondsFor(mode) * routes.length} seconds in all.`);
  const results: RouteResult[] = [];
  try {
    for (const { route, seen } of routes) {
      const result = await measureRoute(route, seen, mode, load);
      results.push(result);
      if (!own.json) console.log([...show(url, result), ""].join("\n"));
    }
  } finally {
    await load.stop();
    release();
  }
  if (own.json) return writeJson({ url, mode, routes: results });
  console.log(
    "One process of your server, for all windows: started again it may differ by several percent. Beside a step: npm run bench 13 -- --url …",
  );
}

function show(url: string, result: RouteResult): string[] {
  const { path, status, type, bytes, connections, windows } = result;
  const { mean, low, high, confidence } = result.perSecond;
  const { rate, p50, p95, p99, p99Range } = result.latency;
  const perSecond = (value: number) => figureInWords("throughput", value);
  const [least, most] = p99Range.map(microseconds);
  return [
    `GET ${path} of ${url}: ${status}, ${type}, ${bytes} bytes`,
    `  requests a second  ${perSecond(mean)} (${perSecond(low)} to ${perSecond(high)}, at ${100 * confidence} %; ${connections} connections)`,
    `  at ${perSecond(rate)} a second  p50 ${microseconds(p50)}, p95 ${microseconds(p95)}, p99 ${microseconds(p99)} (of ${windows} windows: ${least} to ${most})`,
    ...(result.lost > 0 ? [`  without an answer  ${result.lost}`] : []),
    ...result.notes.map((note) => `  ${note}`),
  ];
}
