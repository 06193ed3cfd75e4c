// What step 9's stores promise, for a contender that is one process and lives for a minute.
import type { SharedStore } from "../../../../steps/09-shared-state/store/shared-store";

interface Entry {
  readonly value: Buffer;
  readonly expiresAt: number;
}

export function storeInProcess(): SharedStore {
  const entries = new Map<string, Entry>();
  const counts = new Map<string, { total: number; resetsAt: number }>();

  function alive(key: string): Entry | undefined {
    const entry = entries.get(key);
    return entry && entry.expiresAt > performance.now() ? entry : undefined;
  }

  return {
    async count(key, hits, windowMs) {
      const old = counts.get(key);
      const now = performance.now();
      const isOver = !old || old.resetsAt <= now;
      const { total, resetsAt } = isOver
        ? { total: hits, resetsAt: now + windowMs }
        : { ...old, total: old.total + hits };
      counts.set(key, { total, resetsAt });
      return { total, resetsInMs: resetsAt - now };
    },
    get: async (key) => alive(key)?.value,
    async set(key, value, ttlMs) {
      entries.set(key, { value, expiresAt: performance.now() + ttlMs });
    },
    async setIfAbsent(key, value, ttlMs) {
      if (alive(key)) return false;
      entries.set(key, { value, expiresAt: performance.now() + ttlMs });
      return true;
    },
    async delete(key) {
      entries.delete(key);
    },
  };
}
