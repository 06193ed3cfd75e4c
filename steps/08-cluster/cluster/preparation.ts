// Lets workers wait for work that the primary does once for all of them.
import cluster from "node:cluster";

const PREPARED = "prepared";

/** In the primary, before it forks: notifies every worker, also those that start later. */
export function notifyWorkers(prepared: Promise<void>): void {
  cluster.on("online", (worker) => {
    void prepared.then(() => {
      if (worker.isConnected()) worker.send(PREPARED);
    });
  });
}

/** In a worker: resolves when the primary has prepared everything. */
export function waitForPrimary(): Promise<void> {
  return new Promise((resolve) => {
    process.on("message", function listen(message) {
      if (message !== PREPARED) return;
      process.off("message", listen);
      resolve();
    });
  });
}
