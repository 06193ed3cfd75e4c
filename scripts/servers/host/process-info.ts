// What the system tells of a process.
import { execFileSync } from "node:child_process";
import { isSystemError } from "./system-error";

export interface ProcessInfo {
  readonly parent: number;
  /** The words it runs under. */
  readonly words: string;
  /** For how long it has run, in whole seconds. */
  readonly seconds: number;
}

/** Undefined where there is no such process, or `ps` cannot tell. */
export function processInfo(pid: number): ProcessInfo | undefined {
  try {
    const text = execFileSync(
      "ps",
      ["-ww", "-o", "ppid=,etime=,args=", "-p", String(pid)],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    const match = /^\s*(\d+)\s+(\S+)\s+(.*)/.exec(text);
    if (!match) return undefined;
    const [, parent, elapsed = "", words = ""] = match;
    return { parent: Number(parent), words, seconds: secondsIn(elapsed) };
  } catch {
    return undefined;
  }
}

/**
 * Whether the process is alive. With `since`, whether it is the one that had
 * this number then: the system gives the numbers of dead processes to others.
 */
export function isAlive(pid: number, since = Date.now()): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process is alive as well.
    if (!isSystemError(error) || error.code !== "EPERM") return false;
  }
  // A number comes round again in minutes at the earliest.
  if (Date.now() - since < marginMs) return true;
  const age = processInfo(pid)?.seconds;
  if (age === undefined) return true; // It cannot be told.
  return Date.now() - age * 1000 < since + marginMs;
}

const marginMs = 3000;

/** Of `[[days-]hours:]minutes:seconds`, as POSIX has it. */
function secondsIn(elapsed: string): number {
  const [days = 0, rest = ""] = elapsed.includes("-")
    ? elapsed.split("-")
    : [0, elapsed];
  const clock = rest
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 86_400 + clock;
}
