// Which services there are, without starting any: for a report.
import { existsSync } from "node:fs";
import { findOnPath } from "../host/find-on-path";
import { postgresFolder, relativePath } from "../host/paths";
import { UserError } from "../host/user-error";
import { describeUrl } from "./postgres/connect";
import { status } from "./reaper/acquire";
import { describeRedisUrl } from "./store/store";

export interface FoundService {
  readonly what: "PostgreSQL" | "shared store";
  readonly found: string;
}

/** Opens no connection to what DATABASE_URL and REDIS_URL name. */
export async function findServices(): Promise<FoundService[]> {
  return [
    { what: "PostgreSQL", found: await findPostgres() },
    { what: "shared store", found: await findStore() },
  ];
}

async function findPostgres(): Promise<string> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) return words(() => describeUrl(DATABASE_URL));
  const folder = postgresFolder();
  const running = await status("PostgreSQL");
  const place = relativePath(folder);
  if (running) {
    const { version, port, pid } = running;
    return `${version}, embedded, on port ${port} (process ${pid}, ${place})`;
  }
  return existsSync(folder)
    ? `embedded, starts when a step needs it (${place})`
    : "embedded, set up when a step needs it";
}

async function findStore(): Promise<string> {
  const { REDIS_URL, WORKSHOP_STORE } = process.env;
  if (WORKSHOP_STORE === "postgres") return "on PostgreSQL, as asked";
  if (REDIS_URL) return `Redis ${words(() => describeRedisUrl(REDIS_URL))}`;
  const program = findOnPath("redis-server");
  if (!program) return "on PostgreSQL, as no redis-server is on the PATH";
  const running = await status("Redis");
  if (!running) return `Redis, starts when a step needs it (${program})`;
  const { version, port, pid } = running;
  return `Redis ${version} on port ${port} (process ${pid})`;
}

function words(describe: () => string): string {
  try {
    return describe();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
