// A step's server as a side.
import { join } from "node:path";
import { type Step, steps } from "../../../steps/steps";
import { stepDirectory } from "../../servers/host/paths";
import type { ServerSide } from "./side";

export function stepSide(step: Step): ServerSide {
  return {
    kind: "server",
    name: `step ${step.number}`,
    entry: join(stepDirectory(step), "server.ts"),
    env: { ...step.env },
    execArgv: [],
    services: step.services,
  };
}

/**
 * The headers that every request carries, to whatever side: the key that some
 * steps ask for, and the others ignore.
 */
export function requestHeaders(): Record<string, string> {
  const { API_KEY } = steps.find(({ env }) => env?.API_KEY)?.env ?? {};
  return API_KEY === undefined ? {} : { "x-api-key": API_KEY };
}
