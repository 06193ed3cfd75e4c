// Work that one process does for all of them: the primary does it, the workers wait for its word.
import cluster from "node:cluster";

const PREPARED = "prepared";

/** In the primary, before it forks: tells each worker, now or when it comes. */
export function tellWorkers(prepared: Promise<void>): void {
  cluster.on("online", (worker) => {
    void prepared.then(() => {
      if (worker.isConnected()) worker.send(PREPARED);
    });
  });
}

/** In a worker: resolves when the primary has said that all is prepared. */
export function toldByPrimary(): Promise<void> {
  return new Promise((resolve) => {
    process.on("message", function listen(message) {
      if (message !== PREPARED) return;
      process.off("message", listen);
      resolve();
    });
  });
}
