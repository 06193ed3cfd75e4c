// Starts a server as a process of its own, knows when it is ready, and ends it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { withDeadline } from "../host/deadline";
import { childEnvironment, preloads } from "./child-environment";
import { type Link, openLink, urlOf } from "./link";
import { OutputFile, OutputTail } from "./output";
import { Readiness } from "./readiness";
import { type Exit, ServerStartError } from "./server-start-error";

export interface StartOptions {
  /** The file to run, TypeScript or JavaScript. */
  entry: string;
  /** Over this process's environment, undefined to unset; PORT is 0 unless given here. */
  env?: Record<string, string | undefined>;
  /** Arguments for Node itself, as `--max-old-space-size=64`. */
  execArgv?: string[];
  readyTimeoutMs?: number;
  /** What `stop()` grants between SIGTERM and SIGKILL. */
  stopTimeoutMs?: number;
  /** Everything it prints, standard output and standard error alike. */
  onOutput?: (chunk: string) => void;
  /**
   * A file that takes all of that instead, so that no pipe has to be read:
   * this process does nothing while the server is measured.
   */
  outputFile?: string;
}

export interface RunningServer {
  /** Where it answers, as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly port: number;
  /** Set if it listens on a port of its own choice, whatever PORT says. */
  readonly hardCodedPort: number | undefined;
  readonly pid: number;
  /** Of every process of it that is alive: its own, and those of its workers. */
  pids(): number[];
  /** Of those that listen: the workers, where there are any. */
  listeningPids(): number[];
  /** The last part of what it printed. */
  output(): string;
  readonly exited: Promise<Exit>;
  /** SIGTERM, after a deadline SIGKILL; resolves once all of it is gone. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Reads what it prints no more: its pipe fills up. Or closes it: `end`. */
  loseOutput(how: "block" | "end"): void;
  /** Reads it again. */
  readOutput(): void;
}

/**
 * Starts `entry` under ts-node and resolves once it listens; a cluster, once
 * all the workers do that it has started at first.
 *
 * The server reports its own port over the link (see `link.ts`), so nothing
 * is polled, and with PORT=0 no two servers want the same port. It cannot
 * outlive this process, even if that is ended by SIGKILL.
 *
 * @throws ServerStartError (a UserError) if it ends before it listens, or
 * does not listen within `readyTimeoutMs` (60 000 unless given).
 */
export async function startServer(
  options: StartOptions,
): Promise<RunningServer> {
  const readiness = new Readiness();
  const listening = new Set<number>();
  const link = await openLink({
    onListening(report) {
      listening.add(report.pid);
      readiness.listening(report);
    },
    onForked: (worker) => readiness.forked(worker),
    onWorkerEnded: (worker) => readiness.ended(worker),
  });
  const output = options.outputFile
    ? new OutputFile(options.outputFile)
    : new OutputTail();
  const child = await spawnServer(options, link.address, output);
  const exited = watchExit(child);
  const closed = once(child, "close");
  const gone = exited.then(() => link.close());
  const stop = () => stopServer(child, link, gone, options.stopTimeoutMs);

  const either = Promise.race([readiness.whenReady, exited]);
  const first = await withDeadline(options.readyTimeoutMs ?? 60_000, either);
  if (first === "late" || !("port" in first)) {
    // A grandchild may hold the pipes open: not waited for beyond a moment.
    await (first === "late" ? stop() : withDeadline(500, closed));
    const cameTo = first === "late" ? "silent" : first;
    throw new ServerStartError(options.entry, cameTo, output.text());
  }
  const asked = Number(options.env?.PORT ?? 0);
  return {
    url: urlOf(first),
    port: first.port,
    hardCodedPort: first.asked === asked ? undefined : first.port,
    pid: child.pid ?? 0,
    pids: () => link.pids(),
    listeningPids: () => link.pids().filter((pid) => listening.has(pid)),
    output: () => output.text(),
    exited,
    stop,
    kill: (signal) => void child.kill(signal),
    loseOutput(how) {
      for (const stream of [child.stdout, child.stderr]) {
        if (how === "block") stream?.pause();
        else stream?.destroy();
      }
    },
    readOutput() {
      for (const stream of [child.stdout, child.stderr]) stream?.resume();
    },
  };
}

async function spawnServer(
  options: StartOptions,
  link: string,
  output: OutputTail | OutputFile,
): Promise<ChildProcess> {
  const { entry, env = {}, execArgv = [], onOutput } = options;
  const sink = output instanceof OutputFile ? output.descriptor : "pipe";
  const child = spawn(process.execPath, [...preloads(), ...execArgv, entry], {
    env: childEnvironment(env, link),
    stdio: ["ignore", sink, sink],
  });
  if (output instanceof OutputFile) output.close();
  else collect(child, output, onOutput);
  await once(child, "spawn");
  return child;
}

function collect(
  { stdout, stderr }: ChildProcess,
  output: OutputTail,
  onOutput?: (chunk: string) => void,
): void {
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output.add(chunk);
      onOutput?.(chunk);
    });
  }
}

function watchExit(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

async function stopServer(
  child: ChildProcess,
  link: Link,
  gone: Promise<void>,
  timeoutMs = 5000,
): Promise<void> {
  child.kill("SIGTERM");
  if ((await withDeadline(timeoutMs, gone)) !== "late") return;
  // Alive by their open connection, so no other process has their number.
  for (const pid of link.pids()) process.kill(pid, "SIGKILL");
  child.kill("SIGKILL");
  await gone;
}
