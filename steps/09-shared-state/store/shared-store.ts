// What processes share, as an interface: counts, and small values, that both expire.

export interface Count {
  /** All hits of the window so far, whichever process they came from. */
  readonly total: number;
  /**
   * Milliseconds until the window ends, which only the store's clock knows:
   * those of the processes differ from it, and from each other.
   */
  readonly resetsInMs: number;
}

/** Each call is atomic, and rejects where the store is down. */
export interface SharedStore {
  /** Adds hits to the key's window, which begins with its first one. */
  count(key: string, hits: number, windowMs: number): Promise<Count>;
  get(key: string): Promise<Buffer | undefined>;
  set(key: string, value: Buffer, ttlMs: number): Promise<void>;
  /** Whether it was absent: of several processes at once, one is told so. */
  setIfAbsent(key: string, value: Buffer, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
}
