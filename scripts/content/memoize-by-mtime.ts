// Memoizes what is made from files for as long as those files stay as they are.
import { statSync } from "node:fs";

/**
 * A function of a file that works only when the file, or one of those that it
 * says it `needs`, has another time or size than when it last did.
 */
export function memoizeByMtime<T>(
  make: (file: string) => T,
  needs: (file: string) => readonly string[] = () => [],
): (file: string) => T {
  const kept = new Map<string, { stamp: string; value: T }>();
  return (file) => {
    const stamp = [file, ...needs(file)].map(stampOf).join();
    const found = kept.get(file);
    if (found?.stamp === stamp) return found.value;
    const value = make(file);
    kept.set(file, { stamp, value });
    return value;
  };
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return `${file}:${stat?.mtimeMs}:${stat?.size}`;
}
