// Starts an nginx of our own, and reloads and ends it.

import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { newSocketFolder } from "../../host/local-socket";
import { root } from "../../host/paths";
import { UserError } from "../../host/user-error";
import { typescriptArgs } from "../../start/child-environment";
import {
  accessLog,
  controlSocket,
  mainConfiguration,
  siteFile,
} from "./configuration";
import { requireNginx } from "./find-nginx";
import { endLeftovers, folderName, inForce } from "./processes";

export interface Nginx {
  /** Of its master process. */
  readonly pid: number;
  /** The file with a line for each request: to which node it went. */
  readonly accessLog: string;
  /** Resolves when it has ended, all of it, whatever ended it. */
  readonly exited: Promise<void>;
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
  const folder = newSocketFolder(folderName, controlSocket);
  const write = (generation: number, text: string) => {
    writeFileSync(join(folder, siteFile), text);
    const main = mainConfiguration({ folder, generation });
    writeFileSync(join(folder, "nginx.conf"), main);
  };
  write(1, site);
  assertAccepted(program, folder, () => rmSync(folder, { recursive: true }));
  const reaper = spawnReaper(program, folder);
  const gone = once(reaper, "close");
  let printed = "";
  const firstLine = new Promise<number>((resolve) => {
    reaper.stdout.on("data", (text: string) => {
      printed += text;
      if (printed.includes("\n")) resolve(Number.parseInt(printed, 10));
    });
  });
  let over = false;
  const ended = gone.then(() => {
    over = true;
    throw refusal(printed);
  });
  ended.catch(() => {}); // Seen by the call that waits just then, if any.
  let worker: number | undefined;
  const reached = async (generation: number) => {
    const inTime = inForce(folder, generation, worker, () => over);
    worker = await Promise.race([inTime, ended]);
  };
  await reached(1);
  const pid = await Promise.race([firstLine, ended]);
  letProcessEnd(reaper.stdout);
  let generation = 1;
  let current = site;
  return {
    pid,
    accessLog: join(folder, accessLog),
    exited: gone.then(() => {}),
    async reload(text) {
      write(generation + 1, text);
      assertAccepted(program, folder, () => write(generation, current));
      generation += 1;
      current = text;
      reaper.stdin.write("reload\n");
      await reached(generation);
    },
    async stop() {
      reaper.ref();
      reaper.stdin.end();
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

/** Once its output is let go of, it keeps this process alive no more than it outlives it. */
function spawnReaper(program: string, folder: string): Reaper {
  const { JEST_WORKER_ID, NODE_OPTIONS, ...env } = process.env;
  const reaper = spawn(
    process.execPath,
    [...typescriptArgs(), ...[join(__dirname, "reaper.ts"), program, folder]],
    {
      cwd: root,
      env,
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  reaper.stdin.on("error", () => {}); // It ended, which is seen elsewhere.
  reaper.stdout.setEncoding("utf8");
  reaper.unref();
  letProcessEnd(reaper.stdin);
  return reaper;
}

/** Whether or not the other end of the pipe is open. */
function letProcessEnd(pipe: Readable | Writable): void {
  if (pipe instanceof Socket) pipe.unref();
}
