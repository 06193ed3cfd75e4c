// Counts a request of the fast path against its client's limit, without a promise.
import { createHash } from "node:crypto";
import { clientKey } from "../../06-guards/middleware/client-key";
import { setBounded } from "../../09-shared-state/cache/set-bounded";
import type { Leases } from "../../13-scale-out/middleware/leases";
import type { Check } from "./fast-path";

export interface LeasedHitOptions {
  /** Those of the limiter on the ordinary way: a hit is counted once, here or there. */
  readonly leases: Leases;
  readonly limit: number;
}

const MAX_CLIENTS = 1000;

/**
 * Where no hit is left the ordinary way takes the next batch, or refuses.
 *
 * Price: the two headers of express-rate-limit are written a second time; a
 * test compares them with the library's.
 */
export function leasedHit({ leases, limit }: LeasedHitOptions): Check {
  const name = `"${limit}-in-1min"`;
  const policies = new Map<string, string>();

  return (req) => {
    const key = clientKey(req);
    const hit = leases.takeLocal(key);
    if (!hit || hit.number > limit) return undefined;
    const seconds = Math.ceil(hit.resetsInMs / 1000);
    const state = `${name}; r=${limit - hit.number}; t=${seconds}`;
    return ["RateLimit", state, "RateLimit-Policy", policyOf(key)];
  };

  function policyOf(key: string): string {
    const known = policies.get(key);
    if (known) return known;
    const policy = `${name}; q=${limit}; w=60; pk=:${partitionOf(key)}:`;
    setBounded(policies, [key, policy], MAX_CLIENTS);
    return policy;
  }
}

/** Tells one client's counts from another's without its address. */
export function partitionOf(key: string): string {
  const digest = createHash("sha256").update(key).digest("hex");
  return Buffer.from(digest.slice(0, 12)).toString("base64");
}
