// How much of the machine's processors was busy meanwhile, whoever kept them so.
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
