// Services for one test, one sample or one run: empty at first, gone at its end.
import { type Needs, partsOf, type StoreKind } from "./needs";
import { ensurePostgres } from "./postgres/postgres";
import { startAll, stopAll } from "./start-all";
import { temporaryRedis } from "./store/store";

export interface TemporaryServices {
  /** DATABASE_URL and REDIS_URL, as far as they were asked for. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends all connections, and leaves nothing behind. */
  stop(): Promise<void>;
}

interface Options {
  /** The URL of the database to begin with a copy of, instead of an empty one. */
  readonly template?: string | undefined;
}

/**
 * A database, and Redis keys, that no other process uses. Where the shared store is
 * on PostgreSQL there is no REDIS_URL, and it is in that same database.
 *
 * @param store what there is, unless given
 * @throws UserError (1) if one of them cannot be had; then none is held.
 */
export async function temporaryServices(
  needs: Needs,
  store?: StoreKind,
  { template }: Options = {},
): Promise<TemporaryServices> {
  const { postgres, redis } = partsOf(needs, store);
  const parts = await startAll([
    ...(postgres ? [temporaryPostgres(template)] : []),
    ...(redis ? [redisKeys()] : []),
  ]);
  const env = Object.assign({}, ...parts.map((part) => part.env));
  return { env, stop: () => stopAll(parts) };
}

async function temporaryPostgres(
  template: string | undefined,
): Promise<TemporaryServices> {
  const postgres = await ensurePostgres();
  try {
    const { url, drop } = await postgres.temporaryDatabase(template);
    const stop = () => drop().finally(postgres.stop);
    return { env: { DATABASE_URL: url }, stop };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function redisKeys(): Promise<TemporaryServices> {
  const { url, drop } = await temporaryRedis();
  return { env: { REDIS_URL: url }, stop: drop };
}
