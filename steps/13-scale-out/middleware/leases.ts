// Takes hits from the shared store in batches, and hands them out without another call.
import { setBounded } from "../../09-shared-state/cache/set-bounded";
import { coalesce } from "../../09-shared-state/store/coalesce";
import type { SharedStore } from "../../09-shared-state/store/shared-store";

export interface Hit {
  /** Which hit of the client this is in the window, over all processes. */
  readonly number: number;
  readonly resetsInMs: number;
}

export interface LeasesOptions {
  readonly store: SharedStore;
  /** Hits a window for one client. */
  readonly limit: number;
  readonly windowMs?: number;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

interface Lease {
  next: number;
  readonly last: number;
  /** By the clock of this process. */
  readonly resetsAt: number;
}

const MAX_BATCH = 1000;
const MAX_CLIENTS = 10_000;

/**
 * Hits that a process has taken count as used, in all processes. So no more
 * than the limit pass; and a client may be refused early, by hits that other
 * processes have taken for it and not used: less than a batch each. A batch is
 * a hundredth of the limit: below 200 that is one hit, and the limit is exact.
 */
export class Leases {
  readonly #options: Required<LeasesOptions>;
  readonly #batchSize: number;
  readonly #leases = new Map<string, Lease>();
  readonly #coalesced = coalesce<Hit[]>();

  constructor({
    store,
    limit,
    windowMs = 60_000,
    now = () => performance.now(),
  }: LeasesOptions) {
    this.#options = { store, limit, windowMs, now };
    const hundredth = Math.max(1, Math.floor(limit / 100));
    this.#batchSize = Math.min(MAX_BATCH, hundredth);
  }

  /** The next hit, if this process has one left. */
  takeLocal(key: string): Hit | undefined {
    const lease = this.#leases.get(key);
    if (!lease || lease.next > lease.last) return undefined;
    const resetsInMs = lease.resetsAt - this.#options.now();
    return resetsInMs > 0 ? { number: lease.next++, resetsInMs } : undefined;
  }

  /**
   * The next hit: from a batch that the store is asked for, if none is left.
   *
   * @throws what the store rejects with
   */
  async take(key: string): Promise<Hit> {
    const local = this.takeLocal(key);
    if (local) return local;
    const { result, index } = await this.#coalesced(key, (callers) =>
      this.#takeMany(key, callers),
    );
    const hit = result[index];
    if (!hit) throw new Error(`No hit was taken for caller ${index}.`);
    return hit;
  }

  /** Returns a hit that shall not count. */
  async giveBack(key: string): Promise<void> {
    const { store, windowMs } = this.#options;
    await store.count(storeKey(key), -1, windowMs);
  }

  async forget(key: string): Promise<void> {
    this.#leases.delete(key);
    await this.#options.store.delete(storeKey(key));
  }

  async #takeMany(key: string, count: number): Promise<Hit[]> {
    const hits: Hit[] = [];
    // An earlier call may have left some of its batch.
    while (hits.length < count) {
      const hit = this.takeLocal(key);
      if (!hit) break;
      hits.push(hit);
    }
    const missing = count - hits.length;
    if (missing === 0) return hits;
    const { lease, resetsInMs } = await this.#refill(key, missing);
    while (hits.length < count) {
      hits.push({ number: lease.next++, resetsInMs });
    }
    return hits;
  }

  async #refill(
    key: string,
    missing: number,
  ): Promise<{ lease: Lease; resetsInMs: number }> {
    const { store, limit, windowMs, now } = this.#options;
    // Read before the call: a lease never outlasts the window.
    const calledAt = now();
    const hits = Math.max(missing, this.#batchSize);
    const { total, resetsInMs } = await store.count(
      storeKey(key),
      hits,
      windowMs,
    );
    // Over the limit there is nothing to ask for until the window ends.
    const last = total > limit ? Number.POSITIVE_INFINITY : total;
    const next = total - hits + 1;
    const lease = { next, last, resetsAt: calledAt + resetsInMs };
    setBounded(this.#leases, [key, lease], MAX_CLIENTS);
    return { lease, resetsInMs };
  }
}

/** As step 9 counts: the two can share a store during a deploy. */
function storeKey(key: string): string {
  return `hits:${key}`;
}
