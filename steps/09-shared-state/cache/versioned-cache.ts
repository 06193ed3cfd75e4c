// Keeps answers as bytes, in this process and in the shared store, for as long as their version is the current one.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import etag from "etag";
import { coalesce } from "../store/coalesce";
import type { SharedStore } from "../store/shared-store";
import { setBounded } from "./set-bounded";

export interface VersionedCacheOptions {
  readonly store: SharedStore;
  /** What becomes invalid together: "users". */
  readonly name: string;
  /** No version lives longer, in milliseconds, whatever goes wrong. */
  readonly ttlMs?: number;
  /** How long the others wait for the one that loads: a statement may take so long. */
  readonly lockMs?: number;
  /** How many answers this process keeps. */
  readonly size?: number;
}

export interface CachedResponse {
  readonly bytes: Buffer;
  readonly etag: string;
}

type Load = () => Promise<Buffer>;

const POLL_MS = 10;

export class VersionedCache {
  readonly #options: Required<VersionedCacheOptions>;
  readonly #kept = new Map<
    string,
    { version: string; answer: CachedResponse }
  >();
  readonly #filling = new Map<string, Promise<CachedResponse>>();
  readonly #askVersion = coalesce<string | undefined>();
  readonly #loadTogether = coalesce<CachedResponse>();

  constructor(options: VersionedCacheOptions) {
    const defaults = { ttlMs: 10_000, lockMs: 2000, size: 500 };
    this.#options = { ...defaults, ...options };
  }

  /**
   * The answer for the key, as `load` makes it. What was invalidated before
   * this was called is not in it, in whichever process that was.
   *
   * @throws what `load` rejects with; never because of the store
   */
  async get(key: string, load: Load): Promise<CachedResponse> {
    const version = await this.#version();
    if (version === undefined) {
      const loaded = await this.#loadTogether(key, () => load().then(toAnswer));
      return loaded.result;
    }
    const kept = this.#kept.get(key);
    return kept?.version === version
      ? kept.answer
      : this.#fillOnce(key, version, load);
  }

  /** From now on nobody gets what was loaded before; rejects where the store is down. */
  async invalidate(): Promise<void> {
    const { store, name, ttlMs } = this.#options;
    await store.set(`${name}:version`, newVersion(), ttlMs);
  }

  /** Undefined where there is none to be had. */
  async #version(): Promise<string | undefined> {
    const asked = this.#askVersion("version", () => this.#readVersion());
    return (await asked.catch(() => undefined))?.result;
  }

  async #readVersion(): Promise<string | undefined> {
    const { store, name, ttlMs } = this.#options;
    const key = `${name}:version`;
    const current = await store.get(key);
    if (current) return String(current);
    // A value of chance: a store that lost its data begins no count anew that
    // it had before. If another process was quicker, its version is the one.
    await store.setIfAbsent(key, newVersion(), ttlMs);
    return (await store.get(key))?.toString();
  }

  async #fillOnce(key: string, version: string, load: Load) {
    const name = `${this.#options.name}:${version}:${key}`;
    const running = this.#filling.get(name);
    if (running) return running;
    const filling = this.#fill(name, load).finally(() =>
      this.#filling.delete(name),
    );
    this.#filling.set(name, filling);
    const answer = await filling;
    setBounded(this.#kept, [key, { version, answer }], this.#options.size);
    return answer;
  }

  /** From the shared store, or from `load`, which one process calls at a time. */
  async #fill(name: string, load: Load): Promise<CachedResponse> {
    const { store, lockMs } = this.#options;
    const deadline = performance.now() + lockMs;
    for (;;) {
      const shared = await store.get(name).catch(() => undefined);
      if (shared) return toAnswer(shared);
      if (performance.now() >= deadline || (await this.#lock(name))) {
        return toAnswer(await this.#loadAndShare(name, load));
      }
      await sleep(POLL_MS);
    }
  }

  /** It ends by itself, should this process die; whoever cannot ask has it. */
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
      // Those who wait for it ask for it; this one need not wait for them.
      store.set(name, bytes, ttlMs).catch(() => {});
      return bytes;
    } catch (error) {
      store.delete(`${name}:lock`).catch(() => {});
      throw error;
    }
  }
}

function toAnswer(bytes: Buffer): CachedResponse {
  // As Express makes it: the same answer has the same one, cached or not.
  return { bytes, etag: etag(bytes, { weak: true }) };
}

function newVersion(): Buffer {
  return Buffer.from(randomUUID());
}
