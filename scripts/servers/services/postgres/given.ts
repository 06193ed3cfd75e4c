// A PostgreSQL that somebody named in DATABASE_URL.
import { Client } from "pg";
import { errorMessage } from "../../host/system-error";
import { UserError } from "../../host/user-error";
import { withClient } from "./connect";

/**
 * Its version, as "18.4".
 *
 * @throws UserError (1) if it cannot be reached.
 */
export async function versionAt(url: string): Promise<string> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UserError(
      "DATABASE_URL is no URL of a PostgreSQL, as postgres://user:password@localhost:5432/database is. Without it, one is started for you.",
      1,
    );
  }
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query("SHOW server_version");
      return String(rows[0]?.server_version);
    });
  } catch (error) {
    throw new UserError(
      `PostgreSQL cannot be used, ${describeUrl(url)}: ${errorMessage(error)}. Without DATABASE_URL, one is started for you.`,
      1,
    );
  }
}

/** "at localhost:5432/shop (DATABASE_URL)": never the password. */
export function describeUrl(url: string): string {
  const { host, port, database } = new Client({ connectionString: url });
  return `at ${host}:${port}/${database} (DATABASE_URL)`;
}
