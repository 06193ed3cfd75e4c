// The files of a folder that people put there: not what systems and editors leave beside them.
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Whether a name is shown: `._app.ts` is what macOS keeps beside `app.ts` on
 * other systems' disks, `.app.ts.swp` is an editor's.
 */
function isVisible(name: string): boolean {
  return !name.startsWith(".");
}

/** The names in a folder, sorted; none where there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isVisible).sort();
  } catch {
    return [];
  }
}

/** The files in a folder and below, sorted, with `/` on every platform. */
export function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .map((file) => file.split(sep).join("/"))
      .filter((file) => file.split("/").every(isVisible))
      .sort();
  } catch {
    return [];
  }
}
