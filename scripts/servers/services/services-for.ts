// The services of one step: started, described, and put into its environment.
import type { Service, Step } from "../../../steps/steps";
import { info } from "../host/terminal";
import { ensurePostgres } from "./postgres/postgres";
import { startAll, stopAll } from "./start-all";
import { ensureStore } from "./store/store";

export interface StepServices {
  /** DATABASE_URL and REDIS_URL, as far as the step needs them. */
  readonly env: Readonly<Record<string, string>>;
  /** One line each, on what the step got. */
  readonly descriptions: readonly string[];
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /**
   * What is named here by its URL is neither started nor tried: a learner who wants
   * to see the step without its database names one that is not there.
   */
  readonly named?: Readonly<Record<string, string>>;
  /** Whether to begin with an empty database; nothing is lost. */
  readonly fresh?: boolean | undefined;
}

/**
 * What the step needs beside Node, except nginx. Each step has a database of
 * its own; a step without Redis finds no REDIS_URL, and then keeps what its
 * processes share in that database.
 *
 * @throws UserError (1) if one of them cannot be had; then none is held.
 */
export async function servicesFor(
  step: Step,
  { named = {}, fresh = false }: ServiceOptions = {},
): Promise<StepServices> {
  const database = databaseOf(step);
  const needs = (service: Service, variable: string) =>
    step.services.includes(service) && named[variable] === undefined;
  const started = await startAll([
    ...(needs("postgres", "DATABASE_URL")
      ? [postgresFor(database, fresh)]
      : []),
    ...(needs("store", "REDIS_URL") ? [storeFor(database)] : []),
  ]);
  return {
    env: Object.assign({}, ...started.map(({ env }) => env)),
    descriptions: started.flatMap(({ descriptions }) => descriptions),
    stop: () => stopAll(started),
  };
}

/** The name of the step's own database. */
function databaseOf(step: Step): string {
  return `step_${String(step.number).padStart(2, "0")}`;
}

async function postgresFor(
  database: string,
  fresh: boolean,
): Promise<StepServices> {
  const postgres = await ensurePostgres();
  try {
    const aside = fresh ? await postgres.setAside(database) : undefined;
    if (aside) info(`What earlier runs stored is now in the database ${aside}`);
    const env = { DATABASE_URL: await postgres.createDatabase(database) };
    return { env, descriptions: [postgres.describe()], stop: postgres.stop };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function storeFor(database: string): Promise<StepServices> {
  const { kind, url, describe, stop } = await ensureStore(database);
  const name = kind === "redis" ? "REDIS_URL" : "DATABASE_URL";
  return { env: { [name]: url }, descriptions: [describe()], stop };
}
