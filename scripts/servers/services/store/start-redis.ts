// Starts a redis-server of our own, which keeps everything in memory only.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { withDeadline } from "../../host/deadline";
import { findOnPath } from "../../host/find-on-path";
import { lastPort, stablePort } from "../../host/free-port";
import { stateDirectory } from "../../host/paths";
import { UserError } from "../../host/user-error";
import type { RunningService } from "../reaper/protocol";
import { databases, localRedisUrl, redisVersion, withRedis } from "./connect";

/**
 * For the reaper.
 *
 * @throws UserError (1) if it ends before it answers, or is given up.
 */
export async function startRedis(
  _note: unknown,
  givenUp: AbortSignal,
): Promise<RunningService> {
  const folder = join(stateDirectory(), "redis");
  mkdirSync(folder, { recursive: true });
  const password = passwordIn(folder);
  await endLeftover(folder, password);
  for (let attempt = 1; ; attempt += 1) {
    const port = await stablePort(folder);
    const child = run(folder, { port, password });
    const ended = once(child, "exit");
    const kill = () => child.kill("SIGKILL");
    givenUp.addEventListener("abort", kill);
    const version = await firstAnswer(child, { port, password });
    givenUp.removeEventListener("abort", kill);
    if (version !== undefined) {
      const { pid = 0 } = child;
      const details = { port, password, version, pid };
      return { details, ended, stop: () => stop(child, ended) };
    }
    // Another process may have taken the port in the meantime.
    if (attempt === mostAttempts || givenUp.aborted) throw failure(folder);
  }
}

const mostAttempts = 3;
const pauseMs = 20;

/** Its version; undefined if it ended instead. */
async function firstAnswer(
  child: ChildProcess,
  access: { port: number; password: string },
): Promise<string | undefined> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      return await withRedis(localRedisUrl(access, 0), redisVersion);
    } catch {
      await delay(pauseMs); // It does not listen yet.
    }
  }
  return undefined;
}

/** Settings go in by standard input, where no list of processes shows them. */
function run(
  folder: string,
  { port, password }: { port: number; password: string },
): ChildProcess {
  const log = openSync(logFile(folder), "w");
  const child = spawn(findOnPath("redis-server") ?? "redis-server", ["-"], {
    cwd: folder,
    stdio: ["pipe", log, log],
  });
  closeSync(log);
  child.stdin
    ?.on("error", () => {})
    .end(`
    bind 127.0.0.1
    port ${port}
    requirepass ${password}
    databases ${databases}
    save ""
    appendonly no
  `);
  return child;
}

const longestStopMs = 5000;

async function stop(
  child: ChildProcess,
  ended: Promise<unknown>,
): Promise<void> {
  child.kill("SIGTERM");
  if ((await withDeadline(longestStopMs, ended)) !== "late") return;
  child.kill("SIGKILL");
  await ended;
}

/**
 * Ends what was left behind when its reaper was killed: it is ours if it is
 * where ours was, and knows our password.
 */
async function endLeftover(folder: string, password: string): Promise<void> {
  const port = lastPort(folder);
  if (port === undefined) return;
  await withRedis(localRedisUrl({ port, password }, 0), async (redis) => {
    const ended = once(redis, "end");
    await Promise.race([redis.shutdown("NOSAVE"), ended]);
    await ended;
  }).catch(() => {}); // Nothing listens there, or another's Redis.
}

function passwordIn(folder: string): string {
  const file = join(folder, "password");
  try {
    const password = readFileSync(file, "utf8");
    if (password) return password;
  } catch {} // There is none yet.
  const password = randomBytes(24).toString("base64url");
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

function logFile(folder: string): string {
  return join(folder, "log");
}

function failure(folder: string): UserError {
  const lines = readFileSync(logFile(folder), "utf8").trim().split("\n");
  return new UserError(`redis-server does not start: ${lines.at(-1)}`, 1);
}
