// Keeps services running between uses: tests and runs need one database after another.
import { type Needs, partsOf, type StoreKind } from "./needs";
import { acquire } from "./reaper/acquire";
import type { SharedService } from "./reaper/protocol";
import { startAll, stopAll } from "./start-all";

export interface HeldServices {
  /** The first process of each that is ours. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/**
 * Otherwise they would end with each of them, and start again for the next.
 *
 * @param store what there is, unless given
 * @throws UserError (1) if one of them cannot be had; then none is held.
 */
export async function holdServices(
  needs: Needs,
  store?: StoreKind,
): Promise<HeldServices> {
  const { postgres, redis } = partsOf(needs, store);
  const isOurs = !process.env.DATABASE_URL;
  const held = await startAll([
    ...(postgres && isOurs ? [stoppable("PostgreSQL")] : []),
    ...(redis ? [stoppable("Redis")] : []),
  ]);
  return { pids: held.map(({ pid }) => pid), stop: () => stopAll(held) };
}

const untilExit = new Map<string, Promise<HeldServices>>();

/**
 * The same until this process ends: for callers that do not know whether the
 * services will be needed again.
 */
export async function holdUntilExit(
  needs: Needs,
  store?: StoreKind,
): Promise<void> {
  const key = JSON.stringify(partsOf(needs, store));
  const holding = untilExit.get(key) ?? holdServices(needs, store);
  untilExit.set(key, holding);
  // After a failure, the next call tries again.
  holding.catch(() => untilExit.delete(key));
  await holding;
}

/** Ends those holds now, before the state folder is removed. */
export async function endHolds(): Promise<void> {
  const holdings = [...untilExit.values()];
  untilExit.clear();
  for (const holding of await Promise.allSettled(holdings)) {
    if (holding.status === "fulfilled") await holding.value.stop();
  }
}

async function stoppable(
  service: SharedService,
): Promise<{ pid: number; stop(): Promise<void> }> {
  const { details, release } = await acquire(service);
  return { pid: details.pid, stop: release };
}
