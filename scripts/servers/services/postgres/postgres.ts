// PostgreSQL for whoever needs it: the one that is named, or one of our own.
import { escapeIdentifier } from "pg";
import { relativePath } from "../../host/paths";
import { acquire } from "../reaper/acquire";
import { codeOf, localUrl, withClient, withDatabase } from "./connect";
import { describeUrl, versionAt } from "./given";
import { postgresFolder } from "./places";
import { user } from "./prepare";
import { refuseToSetAside, setDatabaseAside } from "./set-aside";
import { type TemporaryDatabase, temporaryDatabase } from "./temporary";

export interface PostgresService {
  /** As "PostgreSQL 18.4, embedded, on port 23456 (.workshop/postgres)". */
  describe(): string;
  /**
   * The URL of the database of that name, made if there is none. Of a
   * PostgreSQL that was named in DATABASE_URL, that very database.
   */
  createDatabase(name: string): Promise<string>;
  /**
   * Renames the database of that name, so that nothing is lost; its new name,
   * or undefined if there was none.
   *
   * @throws UserError (1) if it is in use, (2) if it was named in DATABASE_URL.
   */
  setAside(name: string): Promise<string | undefined>;
  /**
   * A database for one test file, empty or a copy of the one at that URL; on a
   * PostgreSQL that was named, too.
   */
  temporaryDatabase(template?: string): Promise<TemporaryDatabase>;
  /** Ends our own PostgreSQL, if nobody else uses it; resolves when it has. */
  stop(): Promise<void>;
}

/**
 * PostgreSQL as DATABASE_URL says, or else the embedded one, which all
 * commands of this folder share and which ends with the last of them.
 *
 * @throws UserError (1) if it cannot be reached or started.
 */
export async function ensurePostgres(): Promise<PostgresService> {
  const url = process.env.DATABASE_URL;
  return url ? given(url) : embedded();
}

async function given(url: string): Promise<PostgresService> {
  const version = await versionAt(url);
  return {
    describe: () => `PostgreSQL ${version}, ${describeUrl(url)}`,
    createDatabase: async () => url,
    setAside: refuseToSetAside,
    temporaryDatabase: (template) => temporaryDatabase(url, { template }),
    stop: async () => {},
  };
}

async function embedded(): Promise<PostgresService> {
  const { details, release } = await acquire("PostgreSQL");
  const { port, version } = details;
  const server = localUrl(details, user, "postgres");
  const where = `on port ${port} (${relativePath(postgresFolder())})`;
  return {
    describe: () => `PostgreSQL ${version}, embedded, ${where}`,
    async createDatabase(name) {
      await createDatabase(server, name);
      return withDatabase(server, name);
    },
    setAside: (name) => setDatabaseAside(server, name),
    temporaryDatabase: (template) =>
      temporaryDatabase(server, { template, patienceMs }),
    stop: release,
  };
}

const patienceMs = 15_000;
const duplicateDatabase = "42P04";
const uniqueViolation = "23505"; // Two at the same moment.

async function createDatabase(server: string, name: string): Promise<void> {
  const create = `CREATE DATABASE ${escapeIdentifier(name)}`;
  try {
    await withClient(server, (client) => client.query(create), patienceMs);
  } catch (error) {
    const code = codeOf(error);
    if (code !== duplicateDatabase && code !== uniqueViolation) throw error;
  }
}
