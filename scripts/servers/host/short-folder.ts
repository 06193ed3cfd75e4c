// A folder in as few words as say where it is.
import { relative } from "node:path";
import { root } from "./paths";

/** From the repository if it lies therein, otherwise in full. */
export function relativePath(folder: string): string {
  const within = relative(root, folder);
  return within.startsWith("..") ? folder : within;
}
