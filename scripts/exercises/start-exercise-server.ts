// Starts a server that belongs to an exercise: the learner's, or the one that
// is laid over it.
import { dirname, join, relative } from "node:path";
import { afterAll, expect } from "@jest/globals";
import { root } from "../servers/host/paths";
import { UserError } from "../servers/host/user-error";
import {
  describeExit,
  ServerStartError,
} from "../servers/start/server-start-error";
import {
  type RunningServer,
  type StartOptions,
  startServer,
} from "../servers/start/start-server";
import { isCompilerError } from "./explain-load-error";

const running: RunningServer[] = [];
const ends: Promise<void>[] = [];

// A test that fails does not reach its own `stop()`.
afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await Promise.all(ends);
});

/** Less than a test may take, so that silence is said before the test ends. */
const readyTimeoutMs = Number(process.env.WORKSHOP_TEST_MS ?? 5000) - 1000;

/**
 * Starts a file beside the test that calls this, as `"server"`; that file
 * and its imports are the learner's, the solution's or a trap's, as the
 * check demands. It is stopped after the test file's last test, if not before.
 *
 * @throws UserError if the server does not start, or if it listens on a port
 * of its own choice whatever PORT says
 */
export async function startExerciseServer(
  name: string,
  options: Omit<StartOptions, "entry"> = {},
): Promise<RunningServer> {
  const { testPath = "" } = expect.getState();
  // Resolved by Jest, and so by the overlay.
  const entry = require.resolve(join(dirname(testPath), name));
  const execArgv = [
    "-r",
    join(__dirname, "overlay-preload.js"),
    ...(options.execArgv ?? []),
  ];
  const server = await start({ readyTimeoutMs, ...options, entry, execArgv });
  if (server.hardCodedPort !== undefined) {
    await server.stop();
    throw hardCodedPort(entry, server.hardCodedPort);
  }
  running.push(server);
  ends.push(tellOfItsEnd(entry, server));
  return server;
}

async function start(options: StartOptions): Promise<RunningServer> {
  const told = options.env?.PORT ?? "0";
  try {
    return await startServer(options);
  } catch (error) {
    if (!(error instanceof ServerStartError)) throw error;
    const { takenPort, output } = error;
    // With PORT=0 the system never names a port that is taken.
    if (takenPort !== undefined && String(takenPort) !== told) {
      throw hardCodedPort(options.entry, takenPort);
    }
    // The compiler's drawing stands before a long stack of its own.
    throw isCompilerError(output) ? new UserError(output, 1) : error;
  }
}

/** Says why a server died, where a test can but say that it is gone. */
async function tellOfItsEnd(
  entry: string,
  { exited, output }: RunningServer,
): Promise<void> {
  const { code, signal } = await exited;
  if (code === 0 || signal !== null) return;
  const end = `${relative(root, entry)} ended ${describeExit({ code, signal })}.`;
  console.error(`${end}\n${output().trim()}`);
}

function hardCodedPort(entry: string, port: number): UserError {
  const file = relative(root, entry);
  return new UserError(
    `Your server listens on port ${port} whatever PORT says: read process.env.PORT in ${file}.`,
    1,
  );
}
