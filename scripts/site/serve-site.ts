// Starts the site on this machine, and ends it with every connection that it has.
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createLogger, format, type Logger, transports } from "winston";
import { stateDirectory } from "../servers/host/paths";
import { isSystemError } from "../servers/host/system-error";
import { createSite } from "./app";
import { benchRuns } from "./live/bench-runs";
import { liveChanges } from "./live/live-changes";

export interface RunningSite {
  readonly url: string;
  close(): Promise<void>;
}

/** @param port 0 for any that is free */
export async function serveSite(port: number): Promise<RunningSite> {
  const changes = liveChanges();
  const benches = benchRuns();
  const logger = siteLogger();
  const server = createServer(createSite({ logger, changes, benches }));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("pipe");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      await Promise.all([changes.close(), benches.close()]);
      server.closeAllConnections();
      await closed;
    },
  };
}

const LARGEST = 1_000_000;

/** Requests are logged beside the progress: the terminal is the learner's. */
function siteLogger(): Logger {
  const logger = createLogger({
    format: format.combine(format.timestamp(), format.json()),
  });
  if (!canWrite(stateDirectory()))
    return Object.assign(logger, { silent: true });
  const filename = join(stateDirectory(), "site.log");
  const file = new transports.File({ filename, maxsize: LARGEST, maxFiles: 2 });
  return logger.add(file);
}

function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
