// Where processor time went while a window was measured: busy cores, the servers' services, other machines.

import { readdirSync, readFileSync } from "node:fs";
import os, { type CpuInfo } from "node:os";

/** Starts watching; the returned function gives the busy milliseconds since. */
export function watchBusy(
  read: () => readonly Pick<CpuInfo, "times">[] = os.cpus,
): () => number {
  const before = busyMs(read());
  return () => Math.max(0, busyMs(read()) - before);
}

function busyMs(cores: readonly Pick<CpuInfo, "times">[]): number {
  return cores.reduce(
    (sum, { times }) => sum + times.user + times.nice + times.sys + times.irq,
    0,
  );
}

const MS_PER_TICK = 10;

/**
 * Starts watching; the returned function gives the milliseconds since, of these
 * processes and all their children, the dead ones included. Linux only:
 * other systems do not say, and it gives 0.
 */
export function watchServices(pids: readonly number[]): () => number {
  const before = cpuMs(pids);
  return () => Math.max(0, cpuMs(pids) - before);
}

function cpuMs(parents: readonly number[]): number {
  if (parents.length === 0 || process.platform !== "linux") return 0;
  return processes()
    .filter(({ pid, parent }) =>
      [pid, parent].some((id) => parents.includes(id)),
    )
    .map(({ pid, own, ofDead }) => own + (parents.includes(pid) ? ofDead : 0))
    .reduce((sum, ticks) => sum + ticks * MS_PER_TICK, 0);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** In ticks, as of its children that have ended. */
  readonly own: number;
  readonly ofDead: number;
}

function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function readProcess(pid: number): Process[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in parentheses, may hold anything; the numbers follow it.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system, deadUser, deadSystem] = [
      1, 11, 12, 13, 14,
    ].map((index) => Number(fields[index]));
    if (parent === undefined) return [];
    const own = (user ?? 0) + (system ?? 0);
    return [{ pid, parent, own, ofDead: (deadUser ?? 0) + (deadSystem ?? 0) }];
  } catch {
    return []; // It has ended meanwhile.
  }
}

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
