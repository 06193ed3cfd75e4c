// The whole server of one of this workshop's steps.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { directoryName, type Step } from "../../steps/steps";
import { stepDirectory } from "../servers/host/paths";
import { UserError } from "../servers/host/user-error";
import { materialise, type Server } from "./server";

/**
 * Gathers a step's server, with its tests if asked for.
 *
 * @throws UserError where the step has no server, or its modules do not fit.
 */
export function serverOfStep(
  step: Step,
  options: { readonly tests?: boolean } = {},
): Server {
  const folder = stepDirectory(step);
  if (!existsSync(join(folder, "server.ts"))) {
    throw new UserError(`steps/${directoryName(step)}/server.ts is gone.`, 1);
  }
  return materialise(folder, options);
}
