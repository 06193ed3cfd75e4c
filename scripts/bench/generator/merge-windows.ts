// Several windows of the same load, one after another, as if they were one.
import { LatencyHistogram } from "./latency-histogram";
import { mergeLedgers } from "./ledger";
import type { KindResult, WindowResult } from "./window-result";

/** Without the lateness of open loops, which are not merged here. */
export function mergeWindows(
  windows: readonly [WindowResult, ...WindowResult[]],
): WindowResult {
  const [first] = windows;
  const names = new Set(windows.flatMap(({ kinds }) => Object.keys(kinds)));
  const unusable = windows.find((window) => window.unusable)?.unusable;
  return {
    loop: first.loop,
    startedAt: first.startedAt,
    sendingMs: sum(windows.map(({ sendingMs }) => sendingMs)),
    elapsedMs: sum(windows.map(({ elapsedMs }) => elapsedMs)),
    ledger: mergeLedgers(windows.map(({ ledger }) => ledger)),
    kinds: Object.fromEntries(
      [...names].map((name) => [
        name,
        mergeKinds(windows.flatMap(({ kinds }) => kinds[name] ?? [])),
      ]),
    ),
    client: {
      cpuMs: sum(windows.map(({ client }) => client.cpuMs)),
      wallMs: sum(windows.map(({ client }) => client.wallMs)),
      loopDelayP99Ms: Math.max(
        ...windows.map(({ client }) => client.loopDelayP99Ms),
      ),
    },
    ...(unusable !== undefined && { unusable }),
  };
}

function mergeKinds(kinds: readonly KindResult[]): KindResult {
  const latencies = new LatencyHistogram();
  for (const { latency } of kinds) latencies.add(latency);
  return {
    ledger: mergeLedgers(kinds.map(({ ledger }) => ledger)),
    latency: latencies.summary(),
  };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
