// Puts a circuit breaker in front of every operation of a shared store.
import type { CircuitBreaker } from "./circuit-breaker";
import type { SharedStore } from "./shared-store";

/**
 * A breaker for each operation: a store whose memory is full, or that has become
 * a replica, still reads. With one breaker for all, the reads that succeed would
 * reset the count of failed writes, and the breaker would never open.
 */
export function guardedStore(
  store: SharedStore,
  createBreaker: (operation: keyof SharedStore) => CircuitBreaker,
): SharedStore {
  const count = createBreaker("count");
  const get = createBreaker("get");
  const set = createBreaker("set");
  const setIfAbsent = createBreaker("setIfAbsent");
  const deletion = createBreaker("delete");
  return {
    count: (...args) => count.run(() => store.count(...args)),
    get: (key) => get.run(() => store.get(key)),
    set: (...args) => set.run(() => store.set(...args)),
    setIfAbsent: (...args) => setIfAbsent.run(() => store.setIfAbsent(...args)),
    delete: (key) => deletion.run(() => store.delete(key)),
  };
}
