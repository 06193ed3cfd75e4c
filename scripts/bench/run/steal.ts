// How much processor time the hypervisor gave to other machines meanwhile.
import { readFileSync } from "node:fs";

/**
 * Starts watching; the returned function gives the share since then, 0 to 1,
 * or null where the system does not say (anything but Linux).
 */
export function watchSteal(read: () => string = readStat): () => number | null {
  const before = processorTimes(read());
  return () => {
    const after = processorTimes(read());
    const all = after.all - before.all;
    return all > 0 ? (after.stolen - before.stolen) / all : null;
  };
}

interface ProcessorTimes {
  readonly stolen: number;
  readonly all: number;
}

/** Of the first line of /proc/stat, over all processors: proc_stat(5). */
function processorTimes(stat: string): ProcessorTimes {
  const [, line = ""] = /^cpu +(.*)$/m.exec(stat) ?? [];
  // user, nice, system, idle, iowait, irq, softirq, steal; guests are in user.
  const times = line.split(" ").slice(0, 8).map(Number);
  return {
    stolen: times[7] ?? 0,
    all: times.reduce((sum, time) => sum + time, 0),
  };
}

function readStat(): string {
  try {
    return readFileSync("/proc/stat", "utf8");
  } catch {
    return "";
  }
}
