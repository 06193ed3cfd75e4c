// Takes hits from the shared store by the handful, and gives them out one by one without asking.
import { setBounded } from "../../09-shared-state/cache/set-bounded";
import { coalesce } from "../../09-shared-state/store/coalesce";
import type { SharedStore } from "../../09-shared-state/store/shared-store";

export interface Hit {
  /** Which hit of the client's this is in the window, over all processes. */
  readonly number: number;
  readonly resetsInMs: number;
}

export interface LeasesOptions {
  readonly store: SharedStore;
  readonly limit: number;
  readonly windowMs: number;
  /** How many are taken at a time, at least. */
  readonly handful: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
}

interface Lease {
  next: number;
  readonly last: number;
  /** By this process's own clock. */
  readonly resetsAt: number;
}

const MOST_CLIENTS = 10_000;

/**
 * What a process has taken counts as used, in all of them. So no more than the
 * limit pass; and a client may be refused early, by what other processes have
 * taken for it and not used: less than a handful each.
 */
export class Leases {
  readonly #options: LeasesOptions;
  readonly #leases = new Map<string, Lease>();
  readonly #together = coalesce<Hit[]>();

  constructor(options: LeasesOptions) {
    this.#options = options;
  }

  /** The next hit, if this process has one left; then nobody need wait. */
  held(key: string): Hit | undefined {
    const lease = this.#leases.get(key);
    if (!lease || lease.next > lease.last) return undefined;
    const resetsInMs = lease.resetsAt - this.#options.now();
    return resetsInMs > 0 ? { number: lease.next++, resetsInMs } : undefined;
  }

  /** @throws what the store rejects with */
  async take(key: string): Promise<Hit> {
    const { result, index } = await this.#together(key, (askers) =>
      this.#take(key, askers),
    );
    const hit = result[index];
    if (!hit) throw new Error(`No hit was taken for caller ${index}.`);
    return hit;
  }

  /** As many hits as there are askers; the store is asked for those that are missing. */
  async #take(key: string, askers: number): Promise<Hit[]> {
    const hits: Hit[] = [];
    // Whoever asked before may have left some of a handful.
    while (hits.length < askers) {
      const hit = this.held(key);
      if (!hit) break;
      hits.push(hit);
    }
    const missing = askers - hits.length;
    if (missing === 0) return hits;
    const { lease, resetsInMs } = await this.#lease(key, missing);
    while (hits.length < askers) {
      hits.push({ number: lease.next++, resetsInMs });
    }
    return hits;
  }

  async #lease(
    key: string,
    missing: number,
  ): Promise<{ lease: Lease; resetsInMs: number }> {
    const { store, limit, windowMs, handful, now } = this.#options;
    // From before the store is asked: a lease never outlasts the window.
    const asked = now();
    const hits = Math.max(missing, handful);
    const { total, resetsInMs } = await store.count(
      `hits:${key}`,
      hits,
      windowMs,
    );
    // Beyond the limit there is nothing to ask for until the window ends.
    const last = total > limit ? Number.POSITIVE_INFINITY : total;
    const next = total - hits + 1;
    const lease = { next, last, resetsAt: asked + resetsInMs };
    setBounded(this.#leases, [key, lease], MOST_CLIENTS);
    return { lease, resetsInMs };
  }
}
