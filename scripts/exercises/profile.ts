// Where the time of a check went, from the moment npm was started.
import { readFileSync } from "node:fs";
import type { RunTimes } from "./test-events";

/** One line for each part, in milliseconds. */
export function showProfile(times: RunTimes): string {
  const ready = times.ready ?? times.done;
  const loaded = times.loaded ?? times.done;
  const end = performance.now();
  const before = msSinceNpm(process.pid);
  const rows: [number | undefined, string][] = [
    [before && before - end, "npm, until it started this program"],
    [times.started, "this program, until it started the tests' process"],
    [ready, "Node and Jest, until they opened a test file"],
    [loaded - ready, "loading it with all it imports, and its beforeAll"],
    [times.done - loaded, "the tests"],
    [end - times.started - times.done, "ending that process, and the verdict"],
    [before ?? end, before ? "in all, since npm was started" : "in all"],
  ];
  return rows.map(([ms, what]) => `${format(ms)} ms  ${what}`).join("\n");
}

function format(ms: number | undefined): string {
  return (ms === undefined ? "?" : ms.toFixed(0)).padStart(6);
}

/**
 * How long ago the npm was started that runs this process. Known on Linux
 * alone: elsewhere no file tells when a process was started.
 */
function msSinceNpm(pid: number): number | undefined {
  try {
    for (let id = pid; id > 1; ) {
      const { parent, started } = readProcess(id);
      const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
      if (/^npm\b|npm-cli\.js|\/npm\0/.test(command)) {
        const uptime = Number.parseFloat(readFileSync("/proc/uptime", "utf8"));
        return uptime * 1000 - started;
      }
      id = parent;
    }
  } catch {} // No such file system, or not for us to read.
  return undefined;
}

/** Its parent and its start, in milliseconds since the machine's. */
function readProcess(id: number): { parent: number; started: number } {
  const text = readFileSync(`/proc/${id}/stat`, "utf8");
  // The name, in parentheses, may hold anything; the numbers follow it.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const ticksPerSecond = 100;
  return {
    parent: Number(fields[1]),
    started: (Number(fields[19]) * 1000) / ticksPerSecond,
  };
}
