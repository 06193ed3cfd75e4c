// Which services a step or a test needs, and which kind of shared store this machine has.
import type { Service } from "../../../steps/steps";
import { findOnPath } from "../host/find-on-path";

/** Of a step, or as a step names them. */
export interface Needs {
  readonly services: readonly Service[];
}

/** Which of the services that commands share are needed. */
export function partsOf(
  { services }: Needs,
  store = storeKind(),
): { postgres: boolean; redis: boolean } {
  const shares = services.includes("store");
  const redis = shares && store === "redis";
  const postgres = services.includes("postgres") || (shares && !redis);
  return { postgres, redis };
}

export type StoreKind = "redis" | "postgres";

/** On what tests have their shared store: never on the Redis of REDIS_URL. */
export function storeKind(): StoreKind {
  const asked = process.env.WORKSHOP_STORE === "postgres";
  return hasRedisServer() && !asked ? "redis" : "postgres";
}

export function hasRedisServer(): boolean {
  return findOnPath("redis-server") !== undefined;
}
