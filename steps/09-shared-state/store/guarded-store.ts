// Puts a circuit breaker in front of every call to a shared store.
import type { CircuitBreaker } from "./circuit-breaker";
import type { SharedStore } from "./shared-store";

export function guardedStore(
  store: SharedStore,
  breaker: CircuitBreaker,
): SharedStore {
  return {
    count: (...args) => breaker.run(() => store.count(...args)),
    get: (key) => breaker.run(() => store.get(key)),
    set: (...args) => breaker.run(() => store.set(...args)),
    setIfAbsent: (...args) => breaker.run(() => store.setIfAbsent(...args)),
    delete: (key) => breaker.run(() => store.delete(key)),
  };
}
