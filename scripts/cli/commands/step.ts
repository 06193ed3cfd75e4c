// npm run step 3: runs one step's server, and again after each change.
import { relative } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import {
  directoryName,
  hasFeature,
  type Step,
  steps,
} from "../../../steps/steps";
import { keepWholeServer } from "../../eject/whole/whole-server";
import { fleetFor } from "../../servers/fleet/fleet-for";
import { findStep } from "../../servers/host/find-step";
import { root, stepDirectory } from "../../servers/host/paths";
import { info } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { namesIn } from "../../servers/host/visible-files";
import { servicesFor } from "../../servers/services/services-for";
import { assertPortIsFree } from "../../servers/start/busy-port";
import { serviceVariables } from "../../servers/start/child-environment";
import {
  makeDataDirectory,
  setDataAside,
  stepEnvironment,
} from "../../servers/start/step-environment";
import { withTraces } from "../../servers/traces/print-traces";
import { addPair } from "../repeatable-options";
import { runStep } from "../step/run-step";

interface Options {
  port?: number;
  env?: Record<string, string>;
  entry: string;
  fresh?: boolean;
  traces?: boolean;
  watch: boolean;
  json?: boolean;
}

export function command(): Command {
  return new Command("step")
    .description("run one step's server, and again after each change")
    .argument("[step]", "its number or its name")
    .option("--port <number>", "where it listens (or PORT; 3000)", parsePort)
    .option("--env <NAME=value>", "for the server; repeatable", addPair)
    .option("--entry <name>", "another server of the step's folder", "server")
    .option(
      "--fresh",
      "begin with the seed users; what was stored is set aside",
    )
    .option("--traces", "print the spans of each request as a tree")
    .option("--no-watch", "run once, without nodemon")
    .option("--json", "one line on standard output when ready")
    .action(run);
}

async function run(typed: string | undefined, options: Options) {
  const step = findStep(typed, "step");
  const entry = findEntry(step, options.entry);
  const { watch, json = false } = options;
  const { PORT, ...named } = withoutEmptyServices(options.env ?? {});
  const port = options.port ?? portFromEnvironment(PORT ?? process.env.PORT);
  const env = stepEnvironment(step, port, named);
  const command = `npm run step ${step.number}`;
  await assertPortIsFree(port, env.HOST, command);
  if (options.traces) assertTraces(step);
  if (options.fresh) beginAnew(step);
  if (env.DATA_DIR) makeDataDirectory(env.DATA_DIR);
  const fleet = fleetFor(step, entry);
  const startServices = async () => {
    const services = await servicesFor(step, { named, fresh: options.fresh });
    const descriptions = [...services.descriptions, ...fleet.descriptions];
    const all = { ...services, descriptions };
    return options.traces
      ? withTraces(all, json ? process.stderr : process.stdout)
      : all;
  };
  const run = {
    ...{ step, port, command, watch, json },
    entry: fleet.entry,
    env: { ...fleet.env, ...env },
    wholeServer: wholeServerOf(step),
  };
  const onRestart = () => wholeServerOf(step);
  await runStep({ ...run, startServices, onRestart });
}

function assertTraces(step: Step): void {
  if (hasFeature(step, "traces")) return;
  const first = steps.find((each) => hasFeature(each, "traces"));
  throw new UserError(
    `Step ${step.number} has no traces. Type: npm run step ${first?.number} -- --traces`,
  );
}

/** Its folder, brought up to date. */
function wholeServerOf(step: Step): string | undefined {
  const { folder, notice } = keepWholeServer(step);
  if (notice) info(notice);
  return folder;
}

/**
 * An empty URL names no service: the step gets one as if it had been named
 * nowhere, in the shell neither.
 */
function withoutEmptyServices(
  named: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = { ...named };
  for (const name of serviceVariables) {
    if (kept[name] !== "") continue;
    delete kept[name];
    delete process.env[name];
  }
  return kept;
}

function beginAnew(step: Step): void {
  if (step.services.includes("postgres")) return; // Its database is new, then.
  const aside = setDataAside(step);
  if (aside)
    info(`What earlier runs stored is now in ${relative(root, aside)}`);
}

/** The path of an entry file of the step, relative to the repository. */
function findEntry(step: Step, name: string): string {
  const folder = stepDirectory(step);
  const file = name.endsWith(".ts") ? name : `${name}.ts`;
  const files = namesIn(folder).filter((other) => other.endsWith(".ts"));
  if (files.includes(file)) return `steps/${directoryName(step)}/${file}`;
  throw new UserError(
    `Step ${step.number} has no ${file}. It has: ${files.join(", ") || "nothing yet"}.`,
  );
}

function parsePort(typed: string): number {
  const port = toPort(typed);
  if (port === undefined) {
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  }
  return port;
}

function portFromEnvironment(typed = "3000"): number {
  const port = toPort(typed);
  if (port === undefined) {
    throw new UserError(
      `PORT is "${typed}"; a port is a number from 0 to 65535, as in: npm run step 3 -- --port 3001`,
    );
  }
  return port;
}

function toPort(typed: string): number | undefined {
  const isPort = /^\d{1,5}$/.test(typed) && Number(typed) <= 65_535;
  return isPort ? Number(typed) : undefined;
}
