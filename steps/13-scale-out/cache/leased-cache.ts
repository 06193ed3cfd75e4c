// Answers from memory without asking anybody, for as long as everybody who writes waits.
import { setTimeout as sleep } from "node:timers/promises";
import { setBounded } from "../../09-shared-state/cache/set-bounded";
import type { VersionedCache } from "../../09-shared-state/cache/versioned-cache";
import { type ReadyAnswer, readyAnswer } from "../http/ready-answer";

export interface LeasedCacheOptions {
  /** Knows what is current: asked once for all that come within a lease. */
  readonly cache: Pick<VersionedCache, "get" | "invalidate">;
  /** How long an answer is relied upon, in milliseconds; the same in all processes. */
  readonly leaseMs?: number;
  /** How many answers this process keeps. */
  readonly size?: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

interface Lease {
  readonly answer: ReadyAnswer;
  readonly until: number;
}

/**
 * Step 9 asks the store for each read, so that no answer is older than its
 * question. There are many reads and few writes: here a read asks once in
 * `leaseMs`, and a write waits that long before it is done. By then every lease
 * from before it has ended, in whichever process. So what step 9 promises is
 * kept, and the writer pays for it. Clocks need to run alike, not to agree.
 *
 * C. Gray and D. Cheriton, Leases, 1989: https://doi.org/10.1145/74850.74870
 */
export class LeasedCache {
  readonly #options: Required<LeasedCacheOptions>;
  readonly #leases = new Map<string, Lease>();

  constructor(options: LeasedCacheOptions) {
    const defaults = { leaseMs: 20, size: 500, wait: sleep };
    this.#options = { ...defaults, now: () => performance.now(), ...options };
  }

  /** What the question was answered with last, while its lease lasts. */
  held(question: string): ReadyAnswer | undefined {
    const lease = this.#leases.get(question);
    return lease && this.#options.now() < lease.until
      ? lease.answer
      : undefined;
  }

  /**
   * The answer for the key, held from now on for the question: several of them
   * may have one and the same answer.
   *
   * @throws what `load` rejects with; never because of the store
   */
  async take(
    question: string,
    key: string,
    load: () => Promise<Buffer>,
  ): Promise<ReadyAnswer> {
    const { cache, leaseMs, now, size } = this.#options;
    // From before it is asked: the answer may be old when it is here.
    const until = now() + leaseMs;
    const answer = readyAnswer(await cache.get(key, load));
    setBounded(this.#leases, [question, { answer, until }], size);
    return answer;
  }

  /** When it is done nobody gets what was loaded before; rejects where the store is down. */
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
