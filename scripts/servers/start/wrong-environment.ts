// Knows the server that its environment kept from starting: no change of a file would mend that.
import { UserError } from "../host/user-error";

/**
 * What such a server printed, which is one line that names the variables;
 * undefined where it ended for another reason.
 */
export function wrongEnvironment(printed: string): UserError | undefined {
  return /^Wrong environment: /m.test(printed)
    ? new UserError(printed.trim(), 1)
    : undefined;
}
