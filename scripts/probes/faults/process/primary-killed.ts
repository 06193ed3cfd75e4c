// The fault of a primary that is killed, and leaves its workers behind.
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const GONE_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

export const primaryKilled: Fault = {
  name: "primary-killed",
  category: "process",
  does: "Kills the process that supervises the others, by SIGKILL.",
  surviving:
    "No worker stays behind, holding the port with nobody to replace it.",
  survivedSince: 8,
  needs: ["process", "workers"],
  destructive: true,
  attack,
};

async function attack({ server }: Target): Promise<Verdict> {
  const { process: main } = server;
  const workers = main.pids().filter((pid) => pid !== main.pid);
  main.kill("SIGKILL");
  await main.exited;
  const deadline = performance.now() + GONE_WITHIN_MS;
  while (workers.some(isRunning)) {
    if (performance.now() > deadline)
      return fell("hung", "workers stay behind");
    await delay(LOOK_EVERY_MS);
  }
  return survived("its workers end as well");
}

/** A process that nobody has asked how it ended is listed, and is none. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
  } catch {
    return false;
  }
}
