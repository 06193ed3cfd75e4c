// What step 9's stores promise, for a contender that is one process and lives for a minute.
import type { SharedStore } from "../../../../steps/09-shared-state/store/shared-store";

interface Entry {
  readonly value: Buffer;
  readonly expiresAt: number;
}

export function storeInProcess(): SharedStore {
  const entries = new Map<string, Entry>();
  const counts = new Map<string, { total: number; resetsAt: Date }>();

  function alive(key: string): Entry | undefined {
    const entry = entries.get(key);
    return entry && entry.expiresAt > Date.now() ? entry : undefined;
  }

  return {
    async count(key, hits, windowMs) {
      const old = counts.get(key);
      const isOver = !old || old.resetsAt.getTime() <= Date.now();
      const count = isOver
        ? { total: hits, resetsAt: new Date(Date.now() + windowMs) }
        : { ...old, total: old.total + hits };
      counts.set(key, count);
      return count;
    },
    get: async (key) => alive(key)?.value,
    async set(key, value, ttlMs) {
      entries.set(key, { value, expiresAt: Date.now() + ttlMs });
    },
    async setIfAbsent(key, value, ttlMs) {
      if (alive(key)) return false;
      entries.set(key, { value, expiresAt: Date.now() + ttlMs });
      return true;
    },
    async delete(key) {
      entries.delete(key);
    },
  };
}
