// Starts a server that belongs to an exercise: the learner's, or the one that
// is laid over it.
import { dirname, join, relative } from "node:path";
import { expect } from "@jest/globals";
import { ServerStartError } from "../servers/server-start-error";
import {
  type RunningServer,
  type StartOptions,
  startServer,
} from "../servers/start-server";
import { UserError } from "../terminal/user-error";
import { root } from "../workshop/paths";

/**
 * Starts a file beside the test that calls this, as `"server"`; that file
 * and its imports are the learner's, the solution's or a trap's, as the
 * check demands.
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
  const server = await start({ ...options, entry, execArgv });
  if (server.hardCodedPort === undefined) return server;
  await server.stop();
  throw hardCodedPort(entry, server.hardCodedPort);
}

async function start(options: StartOptions): Promise<RunningServer> {
  const told = options.env?.PORT ?? "0";
  try {
    return await startServer(options);
  } catch (error) {
    // With PORT=0 the system never names a port that is taken.
    if (!(error instanceof ServerStartError) || !error.takenPort) throw error;
    if (String(error.takenPort) === told) throw error;
    throw hardCodedPort(options.entry, error.takenPort);
  }
}

function hardCodedPort(entry: string, port: number): UserError {
  const file = relative(root, entry);
  return new UserError(
    `Your server listens on port ${port} whatever PORT says: read process.env.PORT in ${file}.`,
    1,
  );
}
