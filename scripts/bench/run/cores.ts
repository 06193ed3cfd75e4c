// Keeps servers and the client on cores of their own, where the system can: what shares a core is measured along.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { findOnPath } from "../../servers/host/find-on-path";

export interface Cores {
  readonly servers: number;
  readonly client: number;
}

/**
 * Undefined where nothing can be pinned: anywhere but on Linux, without
 * `taskset`, on one core.
 */
export function coresToPin(read: () => string = readStatus): Cores | undefined {
  if (findOnPath("taskset") === undefined) return undefined;
  const [, list = ""] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(read()) ?? [];
  const allowed = list.split(",").flatMap((range) => {
    const [low = "", high = low] = range.split("-");
    return low === "" ? [] : [Number(low), Number(high)];
  });
  // The first and the last: neighbours may be two halves of one core.
  const [servers, client] = [allowed.at(0), allowed.at(-1)];
  if (servers === undefined || client === undefined) return undefined;
  return servers === client ? undefined : { servers, client };
}

/** All threads of the processes, and what they start from now on. */
export async function pin(
  pids: readonly number[],
  core: number,
): Promise<void> {
  for (const pid of pids) {
    await run("taskset", ["-a", "-c", "-p", String(core), String(pid)]).catch(
      ignoreEnded,
    );
  }
}

const run = promisify(execFile);

/** A process that has ended meanwhile: whoever measures it finds out. */
function ignoreEnded(): void {}

function readStatus(): string {
  if (process.platform !== "linux") return "";
  return readFileSync("/proc/self/status", "utf8");
}
