// Runs a server under nodemon: again after each change, and after each crash.
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import type { Nodemon } from "nodemon";
import { root } from "../host/paths";
import { info, outputGone } from "../host/terminal";
import {
  childEnvironment,
  preloads,
  serviceVariables,
} from "./child-environment";
import { type Link, openLink, urlOf } from "./link";

export interface WatchHandlers {
  /** It listens; `changed` are the files that made it start again. */
  onReady: (server: WatchedServer, changed: readonly string[]) => void;
  onOutput: (chunk: string | Buffer) => void;
  /** It ended by itself, and starts again at the next change. */
  onEnd: (how: "crashed" | "ended") => void;
}

export interface WatchedServer {
  readonly url: string;
  readonly pid: number;
}

export interface Watch {
  /** Ends the server and the watching; resolves once the server is gone. */
  stop(): Promise<void>;
}

/**
 * Starts `entry` and watches the folder, both relative to the repository; so
 * no path that reaches the shell can hold a space. One at a time in a
 * process, as nodemon itself.
 */
export async function watchServer(
  entry: string,
  env: Record<string, string>,
  folder: string,
  handlers: WatchHandlers,
): Promise<Watch> {
  let starting = true;
  let stopping = false;
  let changed: readonly string[] = [];
  const link = await openLink({
    onListening(report) {
      if (!starting) return; // Its second socket, or its second process.
      starting = false;
      handlers.onReady({ url: urlOf(report), pid: report.pid }, changed);
    },
  });
  process.chdir(root);
  for (const name of serviceVariables) delete process.env[name];
  Object.assign(process.env, childEnvironment(env, link.address));
  const nodemon = startNodemon(entry, folder)
    .on("start", () => {
      starting = true;
      // Within half a second of this, nodemon takes exit code 2 for the
      // shell's, and ends the whole process.
      Object.assign(nodemon.config, { lastStarted: 0 });
    })
    .on("restart", (files = []) => {
      changed = files;
      killSoon(link);
    })
    .on("crash", () => stopping || handlers.onEnd("crashed"))
    .on("exit", (signal) => stopping || signal || handlers.onEnd("ended"))
    .on("stdout", handlers.onOutput)
    .on("stderr", handlers.onOutput);
  process.once("exit", (code) => {
    if (!stopping && code !== outputGone) info(limitReached);
  });

  return {
    async stop() {
      stopping = true;
      nodemon.emit("quit");
      await link.close();
    },
  };
}

function startNodemon(entry: string, folder: string): Nodemon {
  // It reads standard input for its own "rs": that would stop a background
  // job of an interactive shell, and take what is meant for others.
  Object.defineProperty(process, "stdin", { value: Readable.from([]) });
  // Loading it takes time, which a command that does not watch can spare.
  const nodemon: Nodemon = require("nodemon");
  return nodemon({
    exec: command(),
    script: entry,
    watch: [folder],
    ext: "ts,json",
    signal: "SIGTERM",
    delay: 100,
    stdout: false,
    watchOptions: { disableGlobbing: true },
  }).on("config:update", (config) => {
    if (!config) return;
    // It would read brackets in the name of the repository's folder as part
    // of a pattern, and then see no change.
    config.dirs.splice(0, config.dirs.length, join(root, folder));
    config.options.monitor = [`${folder}/**/*`];
  });
}

/** Relative to the repository, whose path may hold spaces; without `exec`, some shells would stay between. */
function command(): string {
  const words = preloads().map((word) =>
    word.startsWith("-") ? word : `./${relative(root, word)}`,
  );
  const node = ["node", ...words].join(" ").replaceAll("\\", "/");
  return process.platform === "win32" ? node : `exec ${node}`;
}

const stopTimeoutMs = 5000;

/** A server that does not follow SIGTERM would never start again. */
function killSoon(link: Link): void {
  const old = link.pids();
  setTimeout(() => {
    const left = link.pids().filter((pid) => old.includes(pid));
    for (const pid of left) process.kill(pid, "SIGKILL");
  }, stopTimeoutMs).unref();
}

// nodemon ends this process without a word if its watching fails.
const limitReached =
  "The files could not be watched: the system's limit may be reached. Type the command again with: -- --no-watch";
