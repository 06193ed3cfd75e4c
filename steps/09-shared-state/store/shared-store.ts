// The state that processes share: counters and small values, all of which expire.

export interface Count {
  /** All hits of the window so far, whichever process they came from. */
  readonly total: number;
  /**
   * Milliseconds until the window ends, by the store's clock: the clocks of the
   * processes differ from it and from each other.
   */
  readonly resetsInMs: number;
}

/** Each call is atomic, and rejects if the store is down. */
export interface SharedStore {
  /** Adds hits to the key's window, which begins with the first hit. */
  count(key: string, hits: number, windowMs: number): Promise<Count>;
  get(key: string): Promise<Buffer | undefined>;
  set(key: string, value: Buffer, ttlMs: number): Promise<void>;
  /** Whether it was absent: of several processes at once, one gets `true`. */
  setIfAbsent(key: string, value: Buffer, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
}
