// Starts an nginx of our own, and reloads and ends it.
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "../../host/paths";
import { processInfo } from "../../host/process-info";
import { UserError } from "../../host/user-error";
import {
  accessLog,
  controlSocket,
  mainConfiguration,
  siteFile,
} from "./configuration";
import { requireNginx } from "./find-nginx";
import { endLeftovers, folderPrefix } from "./leftover";

export interface Nginx {
  /** Of its master process. */
  readonly pid: number;
  /** The file with a line for each request: to which node it went. */
  readonly accessLog: string;
  /**
   * Takes another site. Resolves once it is in force for new connections.
   *
   * @throws UserError (1) for a site that nginx refuses: the old one stays.
   */
  reload(site: string): Promise<void>;
  /** Ends it; what it is answering, it answers. */
  stop(): Promise<void>;
}

/**
 * Serves the site: the content of nginx's `http` block. It listens on what the
 * site says, and ends with this process, whatever ends that.
 *
 * @throws UserError (1) where there is no nginx, or it refuses the site.
 */
export async function startNginx(site: string): Promise<Nginx> {
  const program = requireNginx();
  endLeftovers();
  // In the folder is a socket, whose path may have 103 bytes.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), folderPrefix)));
  const write = (generation: number, text: string) => {
    writeFileSync(join(folder, siteFile), text);
    const main = mainConfiguration({ folder, generation });
    writeFileSync(join(folder, "nginx.conf"), main);
  };
  write(1, site);
  assertAccepted(program, folder, () => rmSync(folder, { recursive: true }));
  const keeper = spawnReaper(program, folder);
  const said: string[] = [];
  keeper.stdout.on("data", (text: string) => said.push(text));
  const gone = once(keeper, "close");
  let over = false;
  const ended = gone.then(() => {
    over = true;
    throw refusal(said.join(""));
  });
  ended.catch(() => {}); // Seen by whoever waits for it at that time.
  let worker: number | undefined;
  const reached = async (generation: number) => {
    const inTime = inForce(folder, generation, worker, () => over);
    worker = await Promise.race([inTime, ended]);
  };
  await reached(1);
  let generation = 1;
  let current = site;
  return {
    pid: Number.parseInt(said.join(""), 10),
    accessLog: join(folder, accessLog),
    async reload(text) {
      write(generation + 1, text);
      assertAccepted(program, folder, () => write(generation, current));
      generation += 1;
      current = text;
      keeper.stdin.write("reload\n");
      await reached(generation);
    },
    async stop() {
      keeper.stdin.end();
      await gone;
    },
  };
}

/** By `nginx -t`, which names the line that it does not understand. */
function assertAccepted(
  program: string,
  folder: string,
  undo: () => void,
): void {
  const file = join(folder, "nginx.conf");
  const { status, stderr } = spawnSync(
    program,
    ["-t", "-q", "-p", folder, "-c", file, "-e", "stderr"],
    { encoding: "utf8" },
  );
  if (status === 0) return;
  undo();
  throw refusal(stderr);
}

function refusal(text: string): UserError {
  const line = text.split("\n").find((each) => /\[(emerg|alert)\]/.test(each));
  const reason = (line ?? text).replace(/^.*?\[\w+\] (\d+#\d+: )?/, "");
  const short = reason.replace(/ in \S*\/(\w+\.conf)/, " in $1").trim();
  return new UserError(`nginx does not take this configuration: ${short}`, 1);
}

type Reaper = ChildProcessByStdio<Writable, Readable, null>;

/** It keeps this process alive no more than it outlives it. */
function spawnReaper(program: string, folder: string): Reaper {
  const { JEST_WORKER_ID, NODE_OPTIONS, ...env } = process.env;
  const keeper = spawn(
    process.execPath,
    [
      ...["-r", join(root, "scripts", "servers", "compiler-cache.js")],
      ...["-r", require.resolve("ts-node/register")],
      ...[join(__dirname, "reaper.ts"), program, folder],
    ],
    {
      cwd: root,
      env: { ...env, TS_NODE_PROJECT: join(root, "tsconfig.json") },
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  keeper.stdin.on("error", () => {}); // It ended, which is seen elsewhere.
  keeper.stdout.setEncoding("utf8");
  keeper.unref();
  for (const pipe of [keeper.stdin, keeper.stdout]) {
    if (pipe instanceof Socket) pipe.unref();
  }
  return keeper;
}

const pauseMs = 10;

/**
 * No signal tells that a reload is over: the worker is asked for its
 * generation, and the one before must have ceased to accept connections, as
 * its title says.
 */
async function inForce(
  folder: string,
  generation: number,
  before: number | undefined,
  isOver: () => boolean,
): Promise<number | undefined> {
  while (!isOver()) {
    const worker = await askWorker(folder);
    const isNew = worker?.generation === generation;
    if (isNew && (before === undefined || !accepts(before))) return worker.pid;
    await delay(pauseMs);
  }
  return undefined;
}

interface NginxWorker {
  readonly generation: number;
  readonly pid: number;
}

function askWorker(folder: string): Promise<NginxWorker | undefined> {
  return new Promise((resolve) => {
    const socketPath = join(folder, controlSocket);
    const asked = request({ socketPath, path: "/", agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      answer.once("close", () => {
        const [generation = 0, pid = 0] = text.split(" ").map(Number);
        resolve({ generation, pid });
      });
    });
    asked.once("error", () => resolve(undefined)).end();
  });
}

function accepts(worker: number): boolean {
  const title = processInfo(worker)?.words;
  return title !== undefined && !title.includes("shutting down");
}
