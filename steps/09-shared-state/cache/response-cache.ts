// A cache of responses as bytes, as an interface.

export interface CachedResponse {
  readonly bytes: Buffer;
  readonly etag: string;
}

export interface ResponseCache {
  /**
   * The response for the key, as `load` makes it. It is never older than the
   * last invalidation before this call, in whichever process that was.
   *
   * @throws what `load` rejects with; never because of the store
   */
  get(key: string, load: () => Promise<Buffer>): Promise<CachedResponse>;
  /** Afterwards no caller gets what was loaded before; rejects if the store is down. */
  invalidate(): Promise<void>;
}
