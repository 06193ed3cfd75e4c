// Ends a long-running command in order: on Ctrl-C, a signal, or the end of the process that started it.
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { isAlive } from "../host/process-info";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Ending {
  /** Whether the end has begun. */
  begun: boolean;
}

/**
 * On Ctrl-C, a signal, a closed terminal or the parent's death: calls `stop`,
 * then exits with the code that shells use for that signal. Asked a second
 * time, it exits at once; the link sees to the servers.
 */
export function onShutdown(stop: () => Promise<void>): Ending {
  const ending: Ending = { begun: false };
  const end = (code: number) => {
    if (ending.begun) process.exit(code);
    ending.begun = true;
    void stop().finally(() => process.exit(code));
  };
  for (const signal of signals) {
    process.on(signal, () => end(128 + constants.signals[signal]));
  }
  onParentExit(() => end(1));
  return ending;
}

const everyMs = 500;

/**
 * Calls `action` once the parent is gone, or the parent's parent: between npm
 * and its script some shells stay, and outlive npm. Keeps nothing alive.
 *
 * A process whose parent dies is adopted, and so has another one; Windows
 * does not change the number, so there it is asked whether it is alive.
 */
export function onParentExit(action: () => void): void {
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    const same = process.ppid === parent && parentOf(parent) === grandparent;
    if (same && (process.platform !== "win32" || isAlive(parent))) return;
    clearInterval(timer);
    action();
  }, everyMs);
  timer.unref();
}

/** Linux only: elsewhere the usual shells make way for the script. */
function parentOf(pid: number): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is a name in parentheses that may hold anything.
    return stat.slice(stat.lastIndexOf(")")).split(" ")[2];
  } catch {
    return undefined;
  }
}
