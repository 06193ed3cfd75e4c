// Caches responses as bytes, in this process and in the shared store, while their version is current.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import etag from "etag";
import { coalesce } from "../store/coalesce";
import type { SharedStore } from "../store/shared-store";
import type { CachedResponse, ResponseCache } from "./response-cache";
import { setBounded } from "./set-bounded";

export interface VersionedCacheOptions {
  readonly store: SharedStore;
  /** What becomes invalid together: "users". */
  readonly name: string;
  /** A version expires after this, in milliseconds, even if an invalidation is lost. */
  readonly ttlMs?: number;
  /** How long other processes wait for the one that loads; at least a statement's timeout. */
  readonly lockMs?: number;
  /** How many responses this process keeps. */
  readonly size?: number;
}

type Load = () => Promise<Buffer>;

const POLL_MS = 10;

export class VersionedCache implements ResponseCache {
  readonly #options: Required<VersionedCacheOptions>;
  readonly #local = new Map<
    string,
    { version: string; response: CachedResponse }
  >();
  readonly #filling = new Map<string, Promise<CachedResponse>>();
  readonly #coalesceVersion = coalesce<string | undefined>();
  readonly #coalesceLoad = coalesce<CachedResponse>();

  constructor(options: VersionedCacheOptions) {
    const defaults = { ttlMs: 10_000, lockMs: 2000, size: 500 };
    this.#options = { ...defaults, ...options };
  }

  async get(key: string, load: Load): Promise<CachedResponse> {
    const version = await this.#version();
    if (version === undefined) {
      const loaded = await this.#coalesceLoad(key, () =>
        load().then(toResponse),
      );
      return loaded.result;
    }
    const local = this.#local.get(key);
    return local?.version === version
      ? local.response
      : this.#fillOnce(key, version, load);
  }

  async invalidate(): Promise<void> {
    const { store, name, ttlMs } = this.#options;
    await store.set(`${name}:version`, newVersion(), ttlMs);
  }

  /** Undefined if the store is unreachable. */
  async #version(): Promise<string | undefined> {
    const reading = this.#coalesceVersion("version", () => this.#readVersion());
    return (await reading.catch(() => undefined))?.result;
  }

  async #readVersion(): Promise<string | undefined> {
    const { store, name, ttlMs } = this.#options;
    const key = `${name}:version`;
    const current = await store.get(key);
    if (current) return String(current);
    // Random: a store that lost its data must never reach an old version again,
    // as a counter would. If another process was quicker, its version counts.
    await store.setIfAbsent(key, newVersion(), ttlMs);
    return (await store.get(key))?.toString();
  }

  async #fillOnce(key: string, version: string, load: Load) {
    const name = `${this.#options.name}:${version}:${key}`;
    const inFlight = this.#filling.get(name);
    if (inFlight) return inFlight;
    const filling = this.#fill(name, load).finally(() =>
      this.#filling.delete(name),
    );
    this.#filling.set(name, filling);
    const response = await filling;
    setBounded(this.#local, [key, { version, response }], this.#options.size);
    return response;
  }

  /** From the shared store, or from `load`, which one process calls at a time. */
  async #fill(name: string, load: Load): Promise<CachedResponse> {
    const { store, lockMs } = this.#options;
    const deadline = performance.now() + lockMs;
    for (;;) {
      const shared = await store.get(name).catch(() => undefined);
      if (shared) return toResponse(shared);
      if (performance.now() >= deadline || (await this.#lock(name))) {
        return toResponse(await this.#loadAndShare(name, load));
      }
      await sleep(POLL_MS);
    }
  }

  /** The lock expires if this process dies. If the store is unreachable, assume we hold it. */
  #lock(name: string): Promise<boolean> {
    const { store, lockMs } = this.#options;
    return store
      .setIfAbsent(`${name}:lock`, Buffer.from("locked"), lockMs)
      .catch(() => true);
  }

  async #loadAndShare(name: string, load: Load): Promise<Buffer> {
    const { store, ttlMs } = this.#options;
    try {
      const bytes = await load();
      // Other processes poll for it; this caller need not wait until it is stored.
      store.set(name, bytes, ttlMs).catch(() => {});
      return bytes;
    } catch (error) {
      store.delete(`${name}:lock`).catch(() => {});
      throw error;
    }
  }
}

function toResponse(bytes: Buffer): CachedResponse {
  // As Express makes it: a response has the same ETag whether it is cached or not.
  return { bytes, etag: etag(bytes, { weak: true }) };
}

function newVersion(): Buffer {
  return Buffer.from(randomUUID());
}
