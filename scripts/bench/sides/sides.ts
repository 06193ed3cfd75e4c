// The sides of a contrast: what is started for each, or where it runs already.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Service, type Step, steps } from "../../../steps/steps";
import { fleetEntry, fleetEnvironment } from "../../servers/fleet/fleet-for";
import { root, stepDirectory } from "../../servers/host/paths";

interface Named {
  /** As in a sentence: "step 2", "your server". */
  readonly name: string;
}

/** Started as a fresh process for every sample. */
export interface ServerSide extends Named {
  readonly kind: "server";
  /** An absolute path. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments for Node itself. */
  readonly execArgv: readonly string[];
  /** What it needs beside Node: each sample has some of its own. */
  readonly services?: readonly Service[];
  /** Whether it sends its spans to a collector, which keeps none. */
  readonly isTraced?: boolean;
}

/** The user's own server: the bench neither starts nor probes it. */
export interface UrlSide extends Named {
  readonly kind: "url";
  readonly url: string;
}

export type Side = ServerSide | UrlSide;

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

/** With a collector to send its spans to; the environment says how many it takes. */
export function tracedSide(
  step: Step,
  name: string,
  env: ServerSide["env"],
): ServerSide {
  const side = stepSide(step);
  return { ...side, name, env: { ...side.env, ...env }, isTraced: true };
}

/** Each node is one worker: nodes are what is counted. */
export function fleetSide(step: Step, nodes: number, name: string): ServerSide {
  const { entry, env, ...rest } = stepSide(step);
  const fleet = fleetEnvironment(entry, step, nodes);
  return {
    ...rest,
    name,
    entry: join(root, fleetEntry),
    env: { ...env, ...fleet, WORKERS: "1" },
  };
}

/**
 * Of `scripts/bench/contenders/`, by its file's name; some can be several
 * contenders, and their environment says which.
 *
 * @throws Error where there is no such file: a fault in a declaration.
 */
export function contenderSide(
  file: string,
  name: string,
  env: ServerSide["env"],
): ServerSide {
  const entry = join(__dirname, "..", "contenders", `${file}.ts`);
  if (!existsSync(entry)) throw new Error(`there is no contender ${file}`);
  return { kind: "server", name, entry, env, execArgv: [] };
}
