// A store for express-rate-limit that counts in this process, by a monotonic clock.
import type { Store } from "express-rate-limit";

interface Window {
  hits: number;
  readonly endsAt: number;
}

/**
 * The library's own store goes by the time of day: when that is set back an hour, a
 * client over its limit is refused for an hour.
 *
 * @param now a clock that never goes back, in milliseconds
 */
export function memoryHits(now = () => performance.now()): Store {
  let windowMs = 60_000;
  const windows = new Map<string, Window>();

  return {
    localKeys: true,
    init(options) {
      windowMs = options.windowMs;
    },
    increment(key) {
      const time = now();
      dropEnded(windows, time);
      const window = windows.get(key) ?? { hits: 0, endsAt: time + windowMs };
      window.hits += 1;
      windows.set(key, window);
      // The library expects a time of day, and subtracts the current one again.
      const resetTime = new Date(Date.now() + window.endsAt - time);
      return { totalHits: window.hits, resetTime };
    },
    decrement(key) {
      const window = windows.get(key);
      if (window) window.hits -= 1;
    },
    resetKey(key) {
      windows.delete(key);
    },
  };
}

/** All windows have one length, so the first to begin is the first to end. */
function dropEnded(windows: Map<string, Window>, time: number): void {
  for (const [key, { endsAt }] of windows) {
    if (endsAt > time) return;
    windows.delete(key);
  }
}
