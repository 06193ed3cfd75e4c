// Watches what the load generator's own process spends while it measures.
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { ClientCost } from "./window-result";

/** Starts watching; the returned function ends it and gives the cost so far. */
export function watchClientCost(): () => ClientCost {
  const resolution = 10;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  return () => {
    delay.disable();
    const { user, system } = process.cpuUsage(cpuBefore);
    const p99 = delay.count === 0 ? 0 : delay.percentile(99) / 1e6;
    return {
      cpuMs: (user + system) / 1000,
      wallMs: performance.now() - wallBefore,
      // The monitor counts its own period in.
      loopDelayP99Ms: Math.max(0, p99 - resolution),
    };
  };
}
