// The services of one step: started, described, and put into its environment.
import type { Service, Step } from "../../steps/steps";
import { ensurePostgres } from "./postgres/postgres";
import { ensureStore } from "./store/store";

export interface StepServices {
  /** DATABASE_URL and REDIS_URL, as far as the step needs them. */
  readonly env: Readonly<Record<string, string>>;
  /** One line each, on what the step got. */
  readonly descriptions: readonly string[];
  stop(): Promise<void>;
}

/**
 * What the step needs beside Node, except nginx. Each step has a database of
 * its own; a step without Redis finds no REDIS_URL, and then keeps what its
 * processes share in that database.
 *
 * @throws UserError (1) if one of them cannot be had; then none is held.
 */
export async function servicesFor(step: Step): Promise<StepServices> {
  const database = `step_${String(step.number).padStart(2, "0")}`;
  const needs = (service: Service) => step.services.includes(service);
  const starting = [
    ...(needs("postgres") ? [postgresFor(database)] : []),
    ...(needs("store") ? [storeFor(database)] : []),
  ];
  const settled = await Promise.allSettled(starting);
  const started = settled.flatMap((one) =>
    one.status === "fulfilled" ? [one.value] : [],
  );
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()));
  };
  for (const one of settled) {
    if (one.status === "fulfilled") continue;
    await stop();
    throw one.reason;
  }
  return {
    env: Object.assign({}, ...started.map(({ env }) => env)),
    descriptions: started.flatMap(({ descriptions }) => descriptions),
    stop,
  };
}

async function postgresFor(database: string): Promise<StepServices> {
  const postgres = await ensurePostgres();
  try {
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
