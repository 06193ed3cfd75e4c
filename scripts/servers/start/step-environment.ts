// What a step's server is told by the tooling: port, data folder, development secrets.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
} from "node:fs";
import { isIP } from "node:net";
import { dirname, join, relative } from "node:path";
import { directoryName, type Step } from "../../../steps/steps";
import { stateDirectory } from "../host/paths";
import { describeSystemError, isSystemError } from "../host/system-error";
import { UserError } from "../host/user-error";

/** How many users the lessons find; a server that is told nothing has none. */
const SEED_COUNT = 1000;

/**
 * The environment for the step. What the learner names wins over what the
 * shell has set, and that over the step's own development values.
 */
export function stepEnvironment(
  step: Step,
  port: number,
  named: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = {
    ...{ DATA_DIR: dataDirectory(step), SEED_USERS: String(SEED_COUNT) },
    ...step.env,
  };
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    env[name] = process.env[name] ?? value;
  }
  const { HOST = "" } = process.env;
  // Some shells set HOST to the machine's name, which is not meant for servers.
  if (isIP(HOST)) env.HOST = HOST;
  return { ...env, ...named, PORT: String(port) };
}

/** @throws UserError (1) where the server could not write its data. */
export function makeDataDirectory(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const isOurs = !relative(stateDirectory(), folder).startsWith("..");
    const variable = isOurs ? "WORKSHOP_STATE" : "DATA_DIR";
    throw new UserError(
      `The server has no place for its data: ${describeSystemError(error)}. Name another by the variable ${variable}.`,
      1,
    );
  }
}

/**
 * Moves what earlier runs of the step stored out of the way, so that the next
 * one begins with the seed users. Nothing is deleted.
 *
 * @returns where it is now; undefined where there was nothing
 * @throws UserError (1) where it cannot be moved.
 */
export function setDataAside(step: Step): string | undefined {
  const folder = dataDirectory(step);
  if (!existsSync(folder)) return undefined;
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const aside = join(stateDirectory(), "saved", directoryName(step), "data");
  const target = join(aside, stamp);
  try {
    mkdirSync(dirname(target), { recursive: true });
    renameSync(folder, target);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(
      `The data of earlier runs cannot be set aside: ${describeSystemError(error)}.`,
      1,
    );
  }
  return target;
}

function dataDirectory(step: Step): string {
  return join(stateDirectory(), "data", directoryName(step));
}
