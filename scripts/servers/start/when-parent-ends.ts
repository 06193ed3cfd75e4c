// Notices the end of the process that started this one, SIGKILL included.
import { readFileSync } from "node:fs";

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
    if (same && isAlive(parent)) return;
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

function isAlive(pid: number): boolean {
  if (process.platform !== "win32") return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
