// Where the embedded PostgreSQL has its files.
import { join } from "node:path";
import { stateDirectory } from "../../host/paths";

export function postgresFolder(): string {
  return join(stateDirectory(), "postgres");
}
