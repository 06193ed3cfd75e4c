// What the system tells of a process.
import { execFileSync } from "node:child_process";

/** Its parent and the words it runs under; undefined if there is none. */
export function processInfo(
  pid: number,
): { parent: number; words: string } | undefined {
  try {
    const text = execFileSync(
      "ps",
      ["-ww", "-o", "ppid=,args=", "-p", String(pid)],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    const [, parent, words = ""] = /^\s*(\d+)\s+(.*)/.exec(text) ?? [];
    return { parent: Number(parent), words };
  } catch {
    return undefined; // There is no such process.
  }
}
