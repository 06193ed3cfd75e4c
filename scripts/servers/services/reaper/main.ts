// The program of a keeper: `main.ts PostgreSQL`.
import { keep, type Start } from "./reaper";
import { type KeptService, keptServices } from "./services";

// Loaded when it is needed: each brings a package that the other does not.
const starts: Record<KeptService, () => Start> = {
  PostgreSQL() {
    const file: typeof import("../postgres/start-postgres") = require("../postgres/start-postgres");
    return file.startPostgres;
  },
  Redis() {
    const file: typeof import("../store/start-redis") = require("../store/start-redis");
    return file.startRedis;
  },
};

async function main(name: string | undefined): Promise<void> {
  const service = keptServices.find((known) => known === name);
  if (!service) throw new Error(`there is no service "${name}"`);
  // What is secret has a mode of its own; the rest, another user must read
  // where root's PostgreSQL runs as one.
  process.umask(0o022);
  await keep(service, async (note) => starts[service]()(note));
}

void main(process.argv[2]);
