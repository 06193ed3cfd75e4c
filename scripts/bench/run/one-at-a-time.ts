// Sees to it that two benches do not measure each other.
import {
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { stateDirectory } from "../../servers/host/paths";
import { isSystemError } from "../../servers/host/system-error";
import { UserError } from "../../servers/host/user-error";

/** No bench takes so long: an older mark was left behind by a killed one. */
const STALE_MS = 3600_000;

/**
 * Marks this process as the one that measures; the returned function takes the
 * mark away, and so does the end of the process.
 *
 * @throws UserError (1) while another one measures.
 */
export function measureAlone(): () => void {
  const file = join(stateDirectory(), "bench.pid");
  mkdirSync(stateDirectory(), { recursive: true });
  const other = holderOf(file);
  if (other !== undefined) {
    throw new UserError(
      `Another bench is running (process ${other}), and would be measured as well: wait for its end.`,
      1,
    );
  }
  writeFileSync(file, String(process.pid));
  const release = (): void => {
    process.off("exit", release);
    rmSync(file, { force: true });
  };
  process.once("exit", release);
  return release;
}

function holderOf(file: string): number | undefined {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined || Date.now() - written > STALE_MS)
    return undefined;
  const pid = Number(readFileSync(file, "utf8"));
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive as well.
    return isSystemError(error) && error.code === "EPERM";
  }
}
