// Runs a step's server in the foreground until somebody ends it.
import { join } from "node:path";
import { root } from "../../servers/host/paths";
import { info } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import type { StepServices } from "../../servers/services/services-for";
import { assertPortIsFree } from "../../servers/start/busy-port";
import { type Ending, onShutdown } from "../../servers/start/on-shutdown";
import {
  describeExit,
  ServerStartError,
  wrongEnvironment,
} from "../../servers/start/server-start-error";
import { startServer } from "../../servers/start/start-server";
import { watchServer } from "../../servers/start/watch-server";
import { type StepRun, StepView } from "./step-view";

export interface ForegroundRun extends Omit<StepRun, "services"> {
  readonly port: number;
  readonly watch: boolean;
  /** What was typed, to be typed again: `npm run step 3`. */
  readonly command: string;
  /** Starts what the step needs beside Node. */
  startServices(): Promise<StepServices>;
  /** Files have changed, and the server has started again with them. */
  onRestart(): void;
}

/** A run whose services are there, and in its environment. */
type ServedRun = ForegroundRun & StepRun;

/**
 * Resolves when the server has ended by itself and well; under nodemon never.
 *
 * @throws UserError (1) if it ends otherwise, or its port is taken.
 */
export async function runStep(run: ForegroundRun): Promise<void> {
  const started: { stop(): Promise<void> }[] = [];
  // The last first: a server may use its services to its end.
  const stop = async () => {
    for (const each of started.splice(0).reverse()) await each.stop();
  };
  const ending = onShutdown(stop);
  const onStarted: OnStarted = (each) => started.push(each);
  try {
    const services = await run.startServices();
    onStarted(services);
    const env = { ...services.env, ...run.env };
    const served = { ...run, env, services: services.descriptions };
    if (run.watch) await runWatched(served, onStarted);
    else await runOnce(served, ending, onStarted);
  } catch (error) {
    // What the end has cut short is no failure.
    if (!ending.begun) throw error;
  } finally {
    await stop();
  }
}

type OnStarted = (started: { stop(): Promise<void> }) => unknown;

/** Several processes that start at once on a busy machine take their time. */
const longestStartMs = 60_000;

async function runOnce(
  run: ServedRun,
  ending: Ending,
  onStarted: OnStarted,
): Promise<void> {
  const view = new StepView(run);
  const server = await startServer({
    entry: join(root, run.entry),
    env: run.env,
    onOutput: (chunk) => view.output(chunk),
    readyTimeoutMs: longestStartMs,
  }).catch(async (error: unknown) => {
    throw await startFailure(error, run);
  });
  onStarted(server);
  view.ready(local(server), []);

  const exit = await server.exited;
  if (ending.begun) return;
  if (exit.code !== 0) {
    throw new UserError(`The server ended ${describeExit(exit)}.`, 1);
  }
  info("The server ended by itself.");
}

/** A port that was free when it was asked for may be another's by now. */
async function startFailure(error: unknown, run: ForegroundRun) {
  if (!(error instanceof ServerStartError)) return error;
  return (await portLost(run)) ?? wrongEnvironment(error.output) ?? error;
}

async function portLost(run: ForegroundRun): Promise<unknown> {
  const { port, env, command } = run;
  return assertPortIsFree(port, env.HOST, command).then(
    () => undefined,
    (taken: unknown) => taken,
  );
}

const silentMs = 15_000;

function runWatched(run: ServedRun, onStarted: OnStarted): Promise<void> {
  const view = new StepView(run);
  let introduced = false;
  const timer = setTimeout(() => view.silent(), silentMs).unref();

  return new Promise((_resolve, reject) => {
    const handlers = {
      onOutput: (chunk: string | Buffer) => view.output(chunk),
      onReady(
        server: { url: string; pid: number },
        changed: readonly string[],
      ) {
        clearTimeout(timer);
        if (introduced) run.onRestart();
        introduced = true;
        view.ready(local(server), changed);
      },
      async onEnd(how: "crashed" | "ended") {
        clearTimeout(timer);
        const lost = introduced ? undefined : await portLost(run);
        const fault = lost ?? wrongEnvironment(view.held());
        if (fault) reject(fault);
        else view.ended(how);
      },
    };
    const folder = "steps";
    watchServer(run.entry, run.env, folder, handlers).then(onStarted, reject);
  });
}

/** The name that people type, and that the lessons' commands use. */
function local<T extends { url: string }>(server: T): T {
  return { ...server, url: server.url.replace("127.0.0.1", "localhost") };
}
