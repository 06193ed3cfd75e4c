// Sees to it that two benches do not measure each other.
import { lockPath, tryLock } from "../../servers/host/lock";
import { UserError } from "../../servers/host/user-error";

/**
 * Makes this process the one that measures, until the returned function is
 * called or the process ends.
 *
 * @throws UserError (1) while another one measures.
 */
export function measureAlone(): () => void {
  const lock = tryLock(lockPath("bench"));
  if (typeof lock === "number") {
    throw new UserError(
      `Another bench is running (process ${lock}), and would be measured as well: wait for its end.`,
      1,
    );
  }
  const release = (): void => {
    process.off("exit", release);
    lock.release();
  };
  process.once("exit", release);
  return release;
}
