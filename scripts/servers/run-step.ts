// Runs a step's server in the foreground until somebody ends it.
import { join } from "node:path";
import { say } from "../terminal/say";
import { UserError } from "../terminal/user-error";
import { root } from "../workshop/paths";
import { assertPortIsFree } from "./busy-port";
import { type Ending, endOnSignals } from "./end-on-signals";
import { describeExit, ServerStartError } from "./server-start-error";
import { startServer } from "./start-server";
import { type StepRun, StepView } from "./step-view";
import { watchServer } from "./watch-server";

export interface ForegroundRun extends StepRun {
  readonly port: number;
  readonly watch: boolean;
  /** What was typed, to be typed again: `npm run step 3`. */
  readonly command: string;
}

/**
 * Resolves when the server has ended by itself and well; under nodemon never.
 *
 * @throws UserError (1) if it ends otherwise, or its port is taken.
 */
export async function runStep(run: ForegroundRun): Promise<void> {
  let stop = async () => {};
  const ending = endOnSignals(() => stop());
  const onStarted = (started: { stop(): Promise<void> }) => {
    stop = () => started.stop();
  };
  try {
    if (run.watch) await runWatched(run, onStarted);
    else await runOnce(run, ending, onStarted);
  } catch (error) {
    await stop();
    throw error;
  }
}

type OnStarted = (started: { stop(): Promise<void> }) => void;

async function runOnce(
  run: ForegroundRun,
  ending: Ending,
  onStarted: OnStarted,
): Promise<void> {
  const view = new StepView(run);
  const server = await startServer({
    entry: join(root, run.entry),
    env: run.env,
    onOutput: (chunk) => view.output(chunk),
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
  say("The server ended by itself.");
}

/** A port that was free when it was asked for may be another's by now. */
async function startFailure(error: unknown, run: ForegroundRun) {
  if (!(error instanceof ServerStartError)) return error;
  return (await portLost(run)) ?? error;
}

async function portLost(run: ForegroundRun): Promise<unknown> {
  const { port, env, command } = run;
  return assertPortIsFree(port, env.HOST, command).then(
    () => undefined,
    (taken: unknown) => taken,
  );
}

const silentMs = 15_000;

function runWatched(run: ForegroundRun, onStarted: OnStarted): Promise<void> {
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
        introduced = true;
        view.ready(local(server), changed);
      },
      async onEnd(how: "crashed" | "ended") {
        clearTimeout(timer);
        const lost = introduced ? undefined : await portLost(run);
        if (lost) reject(lost);
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
