// PostgreSQL for a command: the one that DATABASE_URL names, or one of our own.
import { postgresFolder, relativePath } from "../../host/paths";
import { acquire } from "../reaper/acquire";
import { describeUrl, localUrl, versionAt, withDatabase } from "./connect";
import {
  createDatabase,
  refuseToSetAside,
  setDatabaseAside,
  type TemporaryDatabase,
  temporaryDatabase,
  user,
} from "./databases";

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
  /** Ends our own PostgreSQL, if no other command uses it; resolves when it has. */
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
      await createDatabase(server, name, patienceMs);
      return withDatabase(server, name);
    },
    setAside: (name) => setDatabaseAside(server, name),
    temporaryDatabase: (template) =>
      temporaryDatabase(server, { template, patienceMs }),
    stop: release,
  };
}

const patienceMs = 15_000;
