// Serves cached responses without a call to the store, for as long as every writer waits.
import { setTimeout as sleep } from "node:timers/promises";
import type {
  CachedResponse,
  ResponseCache,
} from "../../09-shared-state/cache/response-cache";
import { setBounded } from "../../09-shared-state/cache/set-bounded";

export interface LeasedCacheOptions {
  /** Knows what is current: called once for all requests within a lease. */
  readonly cache: ResponseCache;
  /** How long a lease lasts, in milliseconds; the same in all processes. */
  readonly leaseMs?: number;
  /** How many responses this process keeps. */
  readonly size?: number;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

interface Lease {
  readonly response: CachedResponse;
  readonly until: number;
  readonly renewFrom: number;
  isRenewing: boolean;
}

/**
 * Step 9 asks the store on each read, so that no response is older than its
 * request. There are many reads and few writes: here a read asks once per
 * `leaseMs`, and a write waits that long before it is done. By then every lease
 * from before the write has ended, in every process. So the promise of step 9
 * holds, and the writer pays for it. Clocks need the same rate, not the same time.
 *
 * C. Gray and D. Cheriton, Leases, 1989: https://doi.org/10.1145/74850.74870
 */
export class LeasedCache implements ResponseCache {
  readonly #options: Required<LeasedCacheOptions>;
  readonly #leases = new Map<string, Lease>();

  constructor(options: LeasedCacheOptions) {
    const defaults = { leaseMs: 20, size: 500, wait: sleep };
    this.#options = { ...defaults, now: () => performance.now(), ...options };
  }

  /**
   * The response for the key, while its lease lasts. From the half of it on,
   * one caller of `get` renews it, and the others need not wait.
   */
  peek(key: string): CachedResponse | undefined {
    const lease = this.#leases.get(key);
    const time = this.#options.now();
    if (!lease || time >= lease.until) return undefined;
    const isDue = time >= lease.renewFrom && !lease.isRenewing;
    return isDue ? undefined : lease.response;
  }

  /** @throws what `load` rejects with; never because of the store */
  async get(key: string, load: () => Promise<Buffer>): Promise<CachedResponse> {
    const leased = this.peek(key);
    if (leased) return leased;
    const { cache, leaseMs, now, size } = this.#options;
    const old = this.#leases.get(key);
    if (old) old.isRenewing = true;
    // The lease begins before the call: its result may be old when it arrives.
    const time = now();
    const response = await cache.get(key, load);
    const lease = {
      response,
      until: time + leaseMs,
      renewFrom: time + leaseMs / 2,
      isRenewing: false,
    };
    setBounded(this.#leases, [key, lease], size);
    return response;
  }

  /**
   * Afterwards no process serves what was loaded before.
   *
   * @throws what the store rejects with
   */
  async invalidate(): Promise<void> {
    const { cache, leaseMs, wait } = this.#options;
    try {
      await cache.invalidate();
    } finally {
      // One more: a timer counts whole milliseconds, and may be early by one.
      await wait(leaseMs + 1);
    }
  }
}
