// Moves a database out of the way, so that one of its name can begin anew.
import { escapeIdentifier } from "pg";
import { UserError } from "../../host/user-error";
import { codeOf, withClient } from "./connect";

const noSuchDatabase = "3D000";
const objectInUse = "55006";

/**
 * Renames it, so that nothing is lost.
 *
 * @returns its new name; undefined where there was none
 * @throws UserError (1) where somebody is connected to it.
 */
export async function setDatabaseAside(
  serverUrl: string,
  name: string,
): Promise<string | undefined> {
  const stamp = new Date().toISOString().replace(/\D/g, "_");
  const aside = `${name}_${stamp}`.replace(/_$/, "");
  const [from, to] = [name, aside].map(escapeIdentifier);
  const rename = `ALTER DATABASE ${from} RENAME TO ${to}`;
  try {
    await withClient(serverUrl, (client) => client.query(rename));
    return aside;
  } catch (error) {
    if (codeOf(error) === noSuchDatabase) return undefined;
    if (codeOf(error) !== objectInUse) throw error;
    throw new UserError(
      `The database ${name} is in use: end whoever uses it, a second npm run step perhaps.`,
      1,
    );
  }
}

/** @throws UserError (2), always. */
export async function refuseToSetAside(): Promise<never> {
  throw new UserError(
    "--fresh does not touch the database that DATABASE_URL names: name an empty one, or none.",
  );
}
