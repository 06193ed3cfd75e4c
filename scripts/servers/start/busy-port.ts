// The one line about a port that another process has, and which process that is.
import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { directoryName, steps } from "../../../steps/steps";
import { askForPort, loopback, nextFreePort } from "../host/free-port";
import { UserError } from "../host/user-error";

/**
 * @param command what was typed, as `npm run step 3`
 * @throws UserError (1) with the port, which process holds it, and the way out, unless
 * the port is free.
 */
export async function assertPortIsFree(
  port: number,
  host: string | undefined,
  command: string,
): Promise<void> {
  const hosts = new Set([host ?? loopback[0], ...loopback]);
  const answer = await askForPort(port, [...hosts]);
  if (answer === "free") return;
  if (answer === "taken") throw await busyPort(port, command);
  throw new UserError(
    `You may not listen on port ${port}. Type: ${command} -- --port 3000`,
    1,
  );
}

async function busyPort(port: number, command: string): Promise<UserError> {
  const [holder, next] = await Promise.all([
    portHolder(port),
    nextFreePort(port),
  ]);
  const by = holder ? ` by ${describeHolder(holder)}` : "";
  const end = holder?.step
    ? "End it by Ctrl-C in its terminal, or type"
    : "Type";
  return new UserError(
    `Port ${port} is taken${by}. ${end}: ${command} -- --port ${next}`,
    1,
  );
}

/** "step 2 of the workshop (process 812)", "node server.js (process 812)". */
export function describeHolder({ step, name, pid }: PortHolder): string {
  const known = steps.find((candidate) => directoryName(candidate) === step);
  const who = known ? `step ${known.number} of the workshop` : name;
  return `${who} (process ${pid})`;
}

export interface PortHolder {
  readonly pid: number;
  /** A few words, without arguments, that may hold secrets: "node server.js". */
  readonly name: string;
  /** The folder of the workshop's own step that it is, as `03-middleware`. */
  readonly step: string | undefined;
}

/** The process that listens on the port; undefined where none can be seen. */
export async function portHolder(
  port: number,
): Promise<PortHolder | undefined> {
  const pid = await holderPid(port);
  if (pid === undefined) return undefined;
  const words = await commandLine(pid);
  return { pid, name: shortName(words), step: stepOf(words) };
}

async function holderPid(port: number): Promise<number | undefined> {
  if (process.platform === "linux") return holderInProc(port);
  if (process.platform === "win32") return holderInNetstat(port);
  const found = await output("lsof", [
    ...["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fp"],
  ]);
  return numberIn(/^p(\d+)/m, found);
}

/** Linux: the sockets that listen, then the process that has one of them. */
async function holderInProc(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => text(file)),
  );
  const sockets = new Set(
    tables.flatMap((table) => listeningSockets(table, port)),
  );
  if (sockets.size === 0) return undefined;
  for (const pid of await names("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    for (const file of await names(`/proc/${pid}/fd`)) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => "");
      if (sockets.has(target)) return Number(pid);
    }
  }
  return undefined;
}

/** Columns: slot, local address:port in hexadecimal, remote, state, …, inode. */
function listeningSockets(table: string, port: number): string[] {
  const listening = "0A";
  return table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => {
      const [, hexadecimal = ""] = local.split(":");
      return state === listening && Number.parseInt(hexadecimal, 16) === port;
    })
    .map((columns) => `socket:[${columns[9]}]`);
}

async function holderInNetstat(port: number): Promise<number | undefined> {
  const found = await output("netstat", ["-ano", "-p", "TCP"]);
  return numberIn(new RegExp(`:${port}\\s+\\S+\\s+LISTENING\\s+(\\d+)`), found);
}

async function commandLine(pid: number): Promise<string[]> {
  if (process.platform === "linux") {
    return (await text(`/proc/${pid}/cmdline`)).split("\0").filter(Boolean);
  }
  if (process.platform === "win32") return [];
  const line = await output("ps", ["-o", "command=", "-p", String(pid)]);
  return line.trim().split(/\s+/).filter(Boolean);
}

/** The program, and the script that it runs if it names one. */
function shortName([program = "", ...words]: string[]): string {
  const script = words.find((word) => /\.[cm]?[jt]s$/.test(word));
  const runsScript = /^(node|bun|deno)\b/.test(basename(program));
  const parts = runsScript && script ? [program, script] : [program];
  return parts.map((part) => basename(part)).join(" ");
}

function stepOf(words: string[]): string | undefined {
  if (!words.some((word) => /start[\\/]link-preload\.js$/.test(word))) {
    return undefined;
  }
  const entry = words.at(-1) ?? "";
  return /steps[\\/](\d\d-[a-z-]+)[\\/]/.exec(entry)?.[1];
}

const run = promisify(execFile);

/** What a program prints; nothing where it is missing or fails. */
async function output(program: string, args: string[]): Promise<string> {
  const timeout = 2000;
  const { stdout } = await run(program, args, { timeout }).catch(() => ({
    stdout: "",
  }));
  return stdout;
}

async function text(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function numberIn(pattern: RegExp, found: string): number | undefined {
  const match = pattern.exec(found)?.[1];
  return match === undefined ? undefined : Number(match);
}
