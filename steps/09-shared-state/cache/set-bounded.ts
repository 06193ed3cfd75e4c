// Keeps a map from growing without end.

/** Sets an entry, and forgets the one that was set the longest ago if there are more than `most`. */
export function setBounded<K, V>(
  map: Map<K, V>,
  [key, value]: readonly [K, V],
  most: number,
): void {
  // A map has its keys in the order in which they came: this one comes last.
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
