// Keeps a map from growing without bound.

/** Sets an entry, and deletes the one that was set longest ago if there are more than `maxSize`. */
export function setBounded<K, V>(
  map: Map<K, V>,
  [key, value]: readonly [K, V],
  maxSize: number,
): void {
  // A map iterates over its keys in the order of insertion: this key becomes the last.
  map.delete(key);
  map.set(key, value);
  if (map.size <= maxSize) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
