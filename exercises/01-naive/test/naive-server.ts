// Starts the real step 1 for a test: a process, a port and a data folder of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../../scripts/servers/host/paths";
import { startServer } from "../../../scripts/servers/start/start-server";

export interface NaiveServer {
  readonly url: string;
  /** Whether it still answers; a process about to end is waited for. */
  isAlive(): Promise<boolean>;
  /** Ends it, and deletes its data. */
  stop(): Promise<void>;
}

export async function startNaiveServer(): Promise<NaiveServer> {
  const folder = mkdtempSync(join(tmpdir(), "naive-server-"));
  const { url, exited, stop } = await startServer({
    entry: join(root, "steps", "01-naive", "server.ts"),
    env: { DATA_DIR: folder, SEED_USERS: "1000" },
  });
  return {
    url,
    isAlive() {
      const ended = exited.then(() => false);
      const answered = fetch(`${url}/healthz`).then(({ ok }) => ok);
      return Promise.race([ended, answered.catch(() => ended)]);
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
