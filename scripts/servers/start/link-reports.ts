// The server's end of the link: reports its sockets, and those of its workers.
import cluster, { type Worker as ClusterWorker } from "node:cluster";
import { Server } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

const thread = openThread(process.env.WORKSHOP_LINK ?? "");
reportListening(thread);
if (cluster.isPrimary) reportWorkers(thread);

/**
 * The link lives in a thread of its own, so that it notices the parent's end,
 * and ends this process, even while a blocked event loop sees nothing.
 */
function openThread(link: string): Worker {
  const thread = new Worker(join(__dirname, "link-thread.js"), {
    workerData: link,
    execArgv: [],
    env: {},
  });
  thread.unref();
  return thread;
}

/** Reports every socket that listens, with the port its code asked for. */
function reportListening(thread: Worker): void {
  Server.prototype.listen = new Proxy(Server.prototype.listen, {
    apply(listen, server: Server, args: unknown[]) {
      const asked = askedPort(args);
      server.once("listening", () => {
        const bound = server.address();
        // A path or a pipe is not where this workshop's clients look.
        if (asked === undefined || bound === null) return;
        if (typeof bound === "string") return;
        const { port, address } = bound;
        thread.postMessage({
          listening: { pid: process.pid, port, address, asked },
        });
      });
      return Reflect.apply(listen, server, args);
    },
  });
}

/** The port in the arguments of `listen`, undefined where they name a path. */
function askedPort([first]: unknown[]): number | undefined {
  if (typeof first === "object" && first !== null) {
    if ("port" in first) return askedPort([first.port]);
    return "path" in first ? undefined : 0;
  }
  if (typeof first === "number") return first;
  if (typeof first !== "string") return 0;
  return Number.isInteger(Number(first)) ? Number(first) : undefined;
}

/** So that the parent can wait for all workers of the server. */
function reportWorkers(thread: Worker): void {
  const pidOf = ({ process }: ClusterWorker) => process.pid;
  cluster.on("fork", (worker) => {
    thread.postMessage({ forked: pidOf(worker) });
  });
  cluster.on("exit", (worker) => {
    thread.postMessage({ ended: pidOf(worker) });
  });
}
