// The server's end of the profiler, loaded before the server by `node -r`: takes a CPU profile from the moment it is asked to until it is asked for it.
import cluster from "node:cluster";
import { type Profiler, Session } from "node:inspector/promises";
import { connect, type Socket } from "node:net";
import { sep } from "node:path";
import { isMainThread } from "node:worker_threads";
import { onJsonLine, sendJsonLine } from "../../servers/host/local-socket";
import { withSourcePositions } from "./source-positions";

/*
 * Why not `node --cpu-prof`, which needs no code at all? It profiles a process
 * from its start to its end, and writes the file when the process exits by
 * itself. The first steps end by SIGTERM without a handler, and would write
 * nothing; and the profile of the others would show mostly how modules are
 * compiled and loaded. This preload drives the same profiler of V8, and only
 * while the server is under load. The file has the same format.
 *
 * A session profiles the thread that opened it. Worker threads of the server
 * are counted, and not profiled: an idle one of piscina sleeps in
 * `Atomics.wait`, and could not answer.
 */

/** The environment variable that names the profiler's socket. */
export const PROFILER_ADDRESS = "WORKSHOP_PROFILER";

export interface ToWorker {
  readonly ask: "compiler" | "start" | "stop";
}

export interface FromWorker {
  readonly hello?: {
    readonly pid: number;
    /** Its number in the cluster, where it is a worker of one. */
    readonly worker?: number | undefined;
  };
  /** Whether the process had to compile a file, and so has loaded ts-node. */
  readonly compiler?: boolean;
  readonly started?: true;
  readonly taken?: {
    readonly profile: Profiler.Profile;
    /** How many worker threads the process had meanwhile. */
    readonly threads: number;
  };
}

const address = process.env[PROFILER_ADDRESS];
// Threads inherit the `-r`.
if (address && isMainThread) serve(connect(address).unref());

function serve(socket: Socket): void {
  const threads = countThreads();
  const session = new Session();
  const say = (message: FromWorker): void => sendJsonLine(socket, message);
  socket.on("error", () => {});
  say({ hello: { pid: process.pid, worker: cluster.worker?.id } });
  onJsonLine(socket, async ({ ask }: ToWorker) => {
    if (ask === "compiler") {
      say({ compiler: Object.keys(require.cache).some(isTsNode) });
    } else if (ask === "start") {
      session.connect();
      await session.post("Profiler.enable");
      await session.post("Profiler.start");
      say({ started: true });
    } else {
      const { profile } = await session.post("Profiler.stop");
      session.disconnect();
      const taken = withSourcePositions(profile);
      say({ taken: { profile: taken, threads: threads() } });
    }
  });
}

function isTsNode(file: string): boolean {
  return file.includes(`${sep}node_modules${sep}ts-node${sep}`);
}

/** Those of the server; the link's own has been created, and is not said yet. */
function countThreads(): () => number {
  let threads = 0;
  process.nextTick(() => {
    process.on("worker", (worker) => {
      threads += 1;
      worker.once("exit", () => {
        threads -= 1;
      });
    });
  });
  return () => threads;
}
