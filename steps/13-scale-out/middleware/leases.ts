// Takes hits from the shared store by the handful, and gives them out one by one without asking.
import { keepNewest } from "../../09-shared-state/cache/keep-newest";
import { askTogether } from "../../09-shared-state/store/ask-together";
import type { SharedStore } from "../../09-shared-state/store/shared-store";

export interface Hit {
  /** Which hit of the client's this is in the window, over all processes. */
  readonly number: number;
  readonly resetsAt: number;
}

export interface LeasesOptions {
  readonly store: SharedStore;
  readonly limit: number;
  readonly windowMs: number;
  /** How many are taken at a time, at least. */
  readonly handful: number;
}

interface Lease {
  next: number;
  readonly last: number;
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
  readonly #together = askTogether<Hit[]>();

  constructor(options: LeasesOptions) {
    this.#options = options;
  }

  /** The next hit, if this process has one left; then nobody need wait. */
  held(key: string, now: number): Hit | undefined {
    const lease = this.#leases.get(key);
    if (!lease || lease.next > lease.last) return undefined;
    if (now >= lease.resetsAt) return undefined;
    return { number: lease.next++, resetsAt: lease.resetsAt };
  }

  /** @throws what the store rejects with */
  async take(key: string, now: number): Promise<Hit> {
    const { result, place } = await this.#together(key, (askers) =>
      this.#take(key, askers, now),
    );
    const hit = result[place - 1];
    if (!hit) throw new Error(`No hit was taken for asker ${place}.`);
    return hit;
  }

  /** As many hits as there are askers; the store is asked for those that are missing. */
  async #take(key: string, askers: number, now: number): Promise<Hit[]> {
    const hits: Hit[] = [];
    // Whoever asked before may have left some of a handful.
    while (hits.length < askers) {
      const hit = this.held(key, now);
      if (!hit) break;
      hits.push(hit);
    }
    const missing = askers - hits.length;
    if (missing === 0) return hits;
    const lease = await this.#lease(key, missing);
    const { resetsAt } = lease;
    while (hits.length < askers) hits.push({ number: lease.next++, resetsAt });
    return hits;
  }

  async #lease(key: string, missing: number): Promise<Lease> {
    const { store, limit, windowMs, handful } = this.#options;
    const hits = Math.max(missing, handful);
    const { total, resetsAt } = await store.count(
      `hits:${key}`,
      hits,
      windowMs,
    );
    // Beyond the limit there is nothing to ask for until the window ends.
    const last = total > limit ? Number.POSITIVE_INFINITY : total;
    const next = total - hits + 1;
    const lease = { next, last, resetsAt: resetsAt.getTime() };
    keepNewest(this.#leases, [key, lease], MOST_CLIENTS);
    return lease;
  }
}
