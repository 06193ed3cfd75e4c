// Which services a step or a test needs, and which kind of shared store this machine has.
import { findOnPath } from "../host/find-on-path";

export type StoreKind = "redis" | "postgres";

/** On what tests have their shared store: never on the Redis of REDIS_URL. */
export function storeKind(): StoreKind {
  const asked = process.env.WORKSHOP_STORE === "postgres";
  return hasRedisServer() && !asked ? "redis" : "postgres";
}

export function hasRedisServer(): boolean {
  return findOnPath("redis-server") !== undefined;
}
