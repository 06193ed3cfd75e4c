// How much room a disk has for this user.
import { statfsSync } from "node:fs";

/** Of the disk that the folder is on. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
