// Starts the embedded PostgreSQL, on data that may have seen anything.
import { basename } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stablePort } from "../../host/free-port";
import { UserError } from "../../host/user-error";
import type { RunningService } from "../reaper/protocol";
import { localUrl, withClient } from "./connect";
import {
  type DataFolder,
  dataFolder,
  isComplete,
  setAside,
  superuser,
} from "./data-folder";
import { prepare } from "./databases";
import { endLeftover } from "./leftover";
import { type Running, runPostgres, StartFailure } from "./run-postgres";

/**
 * For the reaper. Data that cannot be used is set aside, never removed, and
 * the user is told.
 *
 * @throws UserError (1) where PostgreSQL cannot run, for a reason that lies
 * outside its data.
 */
export async function startPostgres(
  note: (text: string) => unknown,
  givenUp: AbortSignal,
): Promise<RunningService> {
  if (!isComplete()) replace("it is not complete", note);
  const folder = await dataFolder(note);
  await endLeftover(folder);
  try {
    return await startOn(folder, givenUp);
  } catch (error) {
    if (!(error instanceof StartFailure) || givenUp.aborted) throw error;
    if (error.cause !== "damaged") throw userError(error);
    replace(error.reason, note);
    return startOn(await dataFolder(note), givenUp);
  }
}

async function startOn(
  folder: DataFolder,
  givenUp: AbortSignal,
): Promise<RunningService> {
  const { port, running } = await run(folder, givenUp);
  const { password } = folder;
  const url = localUrl({ port, password }, superuser, "postgres");
  const version = await withClient(url, (client) => prepare(client, password));
  const { pid, ended, stop } = running;
  return { details: { port, password, version, pid }, ended, stop };
}

const patienceMs = 20_000;
const pauseMs = 100;

/** Once more where the port was taken in the meantime, or is not yet free. */
async function run(
  folder: DataFolder,
  givenUp: AbortSignal,
): Promise<{ port: number; running: Running }> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const port = await stablePort(folder.folder);
    try {
      return { port, running: await runPostgres(folder, port, givenUp) };
    } catch (error) {
      const passes =
        error instanceof StartFailure &&
        (error.cause === "port" || error.cause === "predecessor");
      if (!passes || givenUp.aborted || Date.now() > deadline) throw error;
    }
    await delay(pauseMs);
  }
}

function replace(reason: string, note: (text: string) => unknown): void {
  const kept = basename(setAside());
  note(
    `PostgreSQL could not use its data (${reason}). They are kept as ${kept}, and it starts with none.`,
  );
}

function userError(failure: StartFailure): UserError {
  return new UserError(`PostgreSQL does not start: ${failure.reason}.`, 1);
}
