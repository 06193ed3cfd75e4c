// A PostgreSQL of ours that was left behind when its reaper was killed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../../host/process-info";
import { UserError } from "../../host/user-error";
import { codeOf, localUrl, withClient } from "./connect";
import { type DataFolder, superuser } from "./data-folder";

/**
 * Ends it, if there is one. Its number alone proves nothing, as another
 * process may have it by now: it must let us in with our password, and run on
 * the very file in which the number was found.
 *
 * For the reaper only: everything that runs on the data is a leftover.
 *
 * @throws UserError (1) if something runs there that cannot be ended.
 */
export async function endLeftover(folder: DataFolder): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = readPidFile(folder.data);
    if (!found || !isAlive(found.pid)) return;
    const state = await examine(folder, found);
    if (state === "ours") process.kill(found.pid, "SIGINT");
    else if (state === "none") return disown(folder.data, found);
    if (Date.now() > deadline) {
      throw new UserError(
        `A PostgreSQL that was left behind does not end: process ${found.pid}.`,
        1,
      );
    }
    await delay(pauseMs);
  }
}

const patienceMs = 20_000;
const pauseMs = 50;

interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly text: string;
}

/** https://www.postgresql.org/docs/current/storage-file-layout.html */
function readPidFile(data: string): PidFile | undefined {
  try {
    const text = readFileSync(pidFile(data), "utf8");
    const [pid, , , port] = text.split("\n").map(Number);
    return pid && port ? { pid, port, text } : undefined;
  } catch {
    return undefined; // It was shut down in order.
  }
}

async function examine(
  { password }: DataFolder,
  { port, text }: PidFile,
): Promise<"ours" | "changing" | "none"> {
  const url = localUrl({ port, password }, superuser, "postgres");
  try {
    const own = await withClient(url, async (client) => {
      const read = "SELECT pg_read_file('postmaster.pid') AS text";
      return (await client.query(read)).rows[0]?.text;
    });
    return firstLines(own) === firstLines(text) ? "ours" : "none";
  } catch (error) {
    const code = codeOf(error) ?? "";
    // Starting up or shutting down, or it ended while it was asked.
    return code.startsWith("57") || code === "ECONNRESET" ? "changing" : "none";
  }
}

/** Process number, folder and time of start; further down it may change. */
function firstLines(text: unknown): string {
  return String(text).split("\n").slice(0, 3).join("\n");
}

/**
 * The number is another process's by now, and PostgreSQL would refuse to
 * start beside it. Only the number is replaced: the rest of the file lets
 * PostgreSQL see whether parts of its predecessor still run.
 */
function disown(data: string, { pid, text }: PidFile): void {
  writeFileSync(pidFile(data), text.replace(String(pid), noProcess));
}

const noProcess = "2147483646"; // Above what any system gives out.

function pidFile(data: string): string {
  return join(data, "postmaster.pid");
}
