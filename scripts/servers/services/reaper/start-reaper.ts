// Starts a keeper: a process of its own, that does not end with the command.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { root, stateDirectory } from "../../host/paths";
import { describeSystemError, isSystemError } from "../../host/system-error";
import { UserError } from "../../host/user-error";
import { abilities } from "./capabilities";
import { claimed } from "./lock";
import type { KeptService } from "./services";

/**
 * Resolves once there is a keeper: this one, or one that was quicker. Until
 * `letGo` is called, or this process dies, it waits to be connected to.
 *
 * @throws UserError (1) where the state folder cannot be written.
 */
export async function startKeeper(
  service: KeptService,
): Promise<{ letGo(): void }> {
  const child = spawnKeeper(service);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("the keeper has no pipes");
  stdin.on("error", () => {}); // It ended, which is told below.
  const ended = once(child, "close"); // After all that it printed.
  const [word] = await Promise.race([once(stdout, "data"), ended]);
  if (Buffer.isBuffer(word) && String(word) !== claimed) {
    throw new UserError(String(word), 1);
  }
  if (typeof word === "number" && word !== 0) {
    const text = readFileSync(logFile(service), "utf8").slice(-2000);
    throw new Error(`The keeper of ${service} ended:\n${text}`);
  }
  child.unref();
  stdout.destroy();
  return { letGo: () => void stdin.destroy() };
}

function spawnKeeper(service: KeptService): ChildProcess {
  const log = openLog(service);
  const [program = "", ...words] = [
    ...(service === "PostgreSQL" ? abilities(stateDirectory()) : []),
    ...[process.execPath, "-r", require.resolve("ts-node/register")],
    ...[join(__dirname, "main.ts"), service],
  ];
  const child = spawn(program, words, {
    cwd: root,
    env: environment(),
    // A group of its own: Ctrl-C is for the command.
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "pipe", log],
  });
  closeSync(log);
  return child;
}

const longestLog = 100_000;

/** Added to, as keepers may start at the same time, up to a length. */
function openLog(service: KeptService): number {
  const file = logFile(service);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const length = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return openSync(file, length > longestLog ? "w" : "a");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(
      `${service} cannot be started: ${describeSystemError(error)}.`,
      1,
    );
  }
}

/** What keepers print, which is nothing unless something is wrong. */
export function logFile(service: KeptService): string {
  return join(stateDirectory(), "services", `${service}.log`);
}

function environment(): NodeJS.ProcessEnv {
  const { JEST_WORKER_ID, NODE_OPTIONS, ...own } = process.env;
  // Variables of PostgreSQL's own are meant for another PostgreSQL.
  const others = Object.entries(own).filter(([name]) => !/^PG/.test(name));
  return {
    ...Object.fromEntries(others),
    TS_NODE_PROJECT: join(root, "tsconfig.json"),
    TZ: "UTC",
  };
}
