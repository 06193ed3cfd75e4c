// Looks into a server when it has nothing left to do.
import { setTimeout as delay } from "node:timers/promises";
import { UserError } from "../../servers/host/user-error";
import type { Probe } from "../probe/probe-server";
import type { ProcessSnapshot } from "../probe/snapshot";

const BETWEEN_MS = 15;
/** More CPU time than this in between, over all processes, is work. */
const IDLE_CPU_MS = 5;
const LONGEST_MS = 3000;

/**
 * A snapshot of a server at rest: autocannon leaves requests behind, whose work
 * belongs to the window that sent them. A server that never rests is looked
 * into all the same, after three seconds.
 *
 * @throws UserError (1) for a process whose event loop is blocked.
 */
export async function restingSnapshot(
  probe: Probe,
  name: string,
  { anew }: { anew: boolean },
): Promise<ProcessSnapshot[]> {
  const deadline = performance.now() + LONGEST_MS;
  try {
    let before = await probe.snapshot();
    for (;;) {
      await delay(BETWEEN_MS);
      const now = await probe.snapshot();
      const worked = cpuMs(now) - cpuMs(before);
      if (worked < IDLE_CPU_MS || performance.now() > deadline) {
        return anew ? await probe.snapshot({ anew }) : now;
      }
      before = now;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${name} hangs: ${reason}`, 1);
  }
}

function cpuMs(processes: readonly ProcessSnapshot[]): number {
  return processes.reduce(
    (sum, { cpuUserMs, cpuSystemMs }) => sum + cpuUserMs + cpuSystemMs,
    0,
  );
}
