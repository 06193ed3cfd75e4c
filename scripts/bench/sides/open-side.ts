// Opens a side for one sample: a server of its own, under the probe.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { UserError } from "../../servers/host/user-error";
import type { TemporaryServices } from "../../servers/services/temporary-services";
import {
  describeExit,
  type Exit,
  ServerStartError,
} from "../../servers/start/server-start-error";
import {
  type RunningServer,
  startServer,
} from "../../servers/start/start-server";
import { startSink } from "../../servers/traces/collector";
import { openProbe, type Probe, restingSnapshot } from "../probe/probe-server";
import type { ProcessSnapshot } from "../probe/snapshot";
import type { SampleServices } from "./sample-services";
import type { ServerSide, Side } from "./sides";

export interface OpenSide {
  readonly url: string;
  /** Where the server keeps its data; undefined where it is not ours. */
  readonly dataFolder: string | undefined;
  /** How it ended; never resolves for a server that is not ours. */
  readonly exited: Promise<Exit>;
  /** The last part of what the server printed. */
  output(): string;
  /** The first process of each of its services that is ours. */
  readonly services: readonly number[];
  /** Of each of its processes, once they rest; empty where it is not ours. */
  snapshot(options?: { resetDelay?: boolean }): Promise<ProcessSnapshot[]>;
  close(): Promise<void>;
}

export interface SideSettings {
  /** A folder for the server's data and output; removed when it closes. */
  readonly folder: string;
  readonly users: number;
  /** Where sides have their services from. */
  readonly services: SampleServices;
  readonly env?: Readonly<Record<string, string>>;
}

/** @throws UserError (1) for a server that does not get ready. */
export async function openSide(
  side: Side,
  settings: SideSettings,
): Promise<OpenSide> {
  if (side.kind === "server") return openServer(side, settings);
  return {
    url: side.url,
    dataFolder: undefined,
    services: [],
    exited: new Promise(() => {}),
    output: () => "",
    snapshot: async () => [],
    close: async () => {},
  };
}

async function openServer(
  side: ServerSide,
  settings: SideSettings,
): Promise<OpenSide> {
  const folder = mkdtempSync(join(settings.folder, "sample-"));
  const probe = await openProbe();
  let services: TemporaryServices | undefined;
  const collector = side.isTraced ? await startSink() : undefined;
  const release = async (): Promise<void> => {
    await probe.close();
    await collector?.stop();
    await services?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const opened = await openServices(side, settings, folder);
    services = opened;
    const env = {
      ...environment(side, settings, folder),
      ...opened.env,
      ...collector?.env,
    };
    const server = await start(side, env, folder, probe);
    return {
      url: server.url,
      dataFolder: join(folder, "data"),
      services: opened.pids,
      exited: server.exited,
      output: () => server.output(),
      snapshot: (options) => restingSnapshot(probe, side.name, options),
      async close() {
        await server.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

type Environment = Record<string, string>;

/** The first sample has to fill the database that the others copy. */
function openServices(
  side: ServerSide,
  settings: SideSettings,
  folder: string,
): ReturnType<SampleServices["open"]> {
  return settings.services.open(side, settings.users, async (given) => {
    const { entry, execArgv, name } = side;
    const server = await startServer({
      entry,
      env: { ...environment(side, settings, folder), ...given },
      execArgv: [...execArgv],
      readyTimeoutMs: LONGEST_FILL_MS,
    }).catch(throwNotReady(name));
    await server.stop();
  });
}

const LONGEST_FILL_MS = 60_000;

function environment(
  { env }: ServerSide,
  settings: SideSettings,
  folder: string,
): Environment {
  return {
    NODE_ENV: "production",
    LOG_LEVEL: "info",
    RATE_LIMIT: UNLIMITED,
    ...env,
    ...settings.env,
    SEED_USERS: String(settings.users),
    DATA_DIR: join(folder, "data"),
  };
}

async function start(
  { name, entry, execArgv }: ServerSide,
  env: Environment,
  folder: string,
  probe: Probe,
): Promise<RunningServer> {
  const server = await startServer({
    entry,
    env: { ...env, ...probe.env },
    execArgv: [...probe.execArgv, ...execArgv],
    outputFile: join(folder, "output.log"),
    stopTimeoutMs: 1000,
  }).catch(throwNotReady(name));
  try {
    await probe.connected(1);
    return server;
  } catch (error) {
    await server.stop();
    throw new UserError(`${name} does not answer the probe: ${error}`, 1);
  }
}

/** A limit that no load reaches: what is measured is not to be refused. */
const UNLIMITED = "1000000000";

/**
 * Rejects when the server ends by itself.
 *
 * @param during what it was doing, as in "while it was measured"
 */
export async function crashOf(
  { name }: Side,
  open: OpenSide,
  during: string,
): Promise<never> {
  const exit = await open.exited;
  // Ctrl-C reaches the whole group: this process knows of it as well.
  if (exit.signal === "SIGINT") await delay(60_000, undefined, { ref: false });
  const how = `${name} ended ${describeExit(exit)} ${during}`;
  throw new UserError(`${how}${lastWords(open.output())}: no figure.`, 1);
}

function throwNotReady(name: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof ServerStartError ? notReady(name, error) : error;
  };
}

function notReady(
  name: string,
  { cameTo, output }: ServerStartError,
): UserError {
  const how =
    cameTo === "silent"
      ? "runs, and listens on no port"
      : `ended ${describeExit(cameTo)} before it listened`;
  return new UserError(`${name} ${how}${lastWords(output)}: no figure.`, 1);
}

/** The line that says why, if there is one: " (Error: no such thing)". */
function lastWords(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const line = lines.findLast((each) => /Error\b/.test(each)) ?? lines.at(-1);
  return line ? ` (${line.trim().slice(0, 120)})` : "";
}
