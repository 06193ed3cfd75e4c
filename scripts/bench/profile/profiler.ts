// The command's end of the profiler: starts and stops the CPU profiles of a server's workers.
import { once } from "node:events";
import type { Profiler as V8 } from "node:inspector";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import {
  newAddress,
  onJsonLine,
  removeAddress,
  sendJsonLine,
} from "../../servers/host/local-socket";
import { UserError } from "../../servers/host/user-error";
import { type FromWorker, PROFILER_ADDRESS, type ToWorker } from "./preload";

export interface WorkerProfile {
  readonly pid: number;
  /** Its number in the cluster; undefined for a server that is one process. */
  readonly worker: number | undefined;
  /** How many worker threads it had, which are not in the profile. */
  readonly threads: number;
  readonly profile: V8.Profile;
}

export interface Profiler {
  /** For the server's `execArgv`, after the compiler. */
  readonly execArgv: readonly string[];
  /** For the server's environment. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Those of the processes that answer requests: the workers of a cluster
   * without their primary, else the only process.
   *
   * @throws Error where one does not connect within 30 seconds.
   */
  workers(pids: readonly number[]): Promise<readonly ProfiledWorker[]>;
  close(): Promise<void>;
}

/** Each method throws a UserError (1) if the process ends meanwhile. */
export interface ProfiledWorker {
  /** Whether the process had to compile a file, and so has loaded ts-node. */
  hasCompiler(): Promise<boolean>;
  start(): Promise<void>;
  stop(): Promise<WorkerProfile>;
}

const LONGEST_MS = 30_000;

/** Listens on a local socket of its own; one profiler serves one server. */
export async function openProfiler(): Promise<Profiler> {
  const processes = new Set<ProfiledProcess>();
  const server = createServer((socket) => {
    const one = new ProfiledProcess(socket, () => server.emit("hello"));
    processes.add(one);
    socket.on("close", () => processes.delete(one));
  });
  const address = newAddress("profiler");
  server.listen(address);
  await once(server, "listening");
  const known = (pids: readonly number[]) =>
    [...processes].filter(({ pid }) => pids.includes(pid));
  return {
    execArgv: ["-r", join(__dirname, "preload.ts")],
    env: { [PROFILER_ADDRESS]: address },
    async workers(pids) {
      const signal = AbortSignal.timeout(LONGEST_MS);
      while (known(pids).length < pids.length) {
        await once(server, "hello", { signal });
      }
      return workersOf(known(pids));
    },
    async close() {
      for (const { socket } of processes) socket.destroy();
      server.close();
      await once(server, "close");
      removeAddress(address);
    },
  };
}

/** A primary may listen as well, for metrics. */
function workersOf(
  processes: readonly ProfiledProcess[],
): readonly ProfiledProcess[] {
  const workers = processes.filter(({ worker }) => worker !== undefined);
  if (workers.length === 0) return processes;
  return workers.sort((a, b) => (a.worker ?? 0) - (b.worker ?? 0));
}

class ProfiledProcess implements ProfiledWorker {
  readonly socket: Socket;
  /** 0 until it has said it. */
  pid = 0;
  worker: number | undefined;
  #answered: (message: FromWorker) => void = () => {};
  #ended: (error: Error) => void = () => {};

  constructor(socket: Socket, onHello: () => void) {
    this.socket = socket;
    socket.on("error", () => {});
    socket.on("close", () => this.#ended(this.#gone()));
    onJsonLine(socket, (message: FromWorker) => {
      if (!message.hello) return this.#answered(message);
      this.pid = message.hello.pid;
      this.worker = message.hello.worker;
      onHello();
    });
  }

  async hasCompiler(): Promise<boolean> {
    return (await this.#ask("compiler")).compiler ?? false;
  }

  async start(): Promise<void> {
    await this.#ask("start");
  }

  async stop(): Promise<WorkerProfile> {
    const { taken } = await this.#ask("stop");
    if (!taken) throw new Error(`process ${this.pid} sent no profile`);
    return { pid: this.pid, worker: this.worker, ...taken };
  }

  #ask(ask: ToWorker["ask"]): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#ended = reject;
      if (!this.socket.writable) reject(this.#gone());
      sendJsonLine(this.socket, { ask } satisfies ToWorker);
    });
  }

  #gone(): UserError {
    return new UserError(
      `Process ${this.pid} of the server ended while it was profiled: there is no profile.`,
      1,
    );
  }
}
