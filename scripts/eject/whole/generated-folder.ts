// A folder of generated, read-only files: written again as needed, and nothing of the reader's is lost.

import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../servers/host/write-whole";
import type { ProjectFile } from "../project/write-project";

/** What was written last time: of which sources, and the hash of each file. */
const Written = z.object({
  stamp: z.string(),
  hashes: z.record(z.string(), z.string()),
});
type Written = z.infer<typeof Written>;

const recordName = ".generated.json";

/** Whether files were generated into the folder. */
export function isGenerated(folder: string): boolean {
  return existsSync(join(folder, recordName));
}

/** Whether all files are there, and were made of the sources with that stamp. */
export function isUpToDate(folder: string, stamp: string): boolean {
  const written = readWritten(folder);
  if (written.stamp !== stamp) return false;
  return Object.keys(written.hashes).every((path) =>
    existsSync(join(folder, path)),
  );
}

/**
 * Makes the folder hold those files. A file that is not generated any more
 * goes. A file that the reader changed is copied to `saved` before that; files
 * that the reader added stay.
 *
 * @returns the paths that were copied
 * @throws the system's error where the folder cannot be written; what was the
 * reader's is then still in one of the two places.
 */
export function writeGenerated(
  folder: string,
  files: readonly ProjectFile[],
  { stamp, saved }: { readonly stamp: string; readonly saved: string },
): string[] {
  const { hashes } = readWritten(folder);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const stale = [...new Set([...Object.keys(hashes), ...texts.keys()])]
    .map((path) => ({ path, text: readIfThere(join(folder, path)) }))
    .filter(({ path, text }) => text !== undefined && text !== texts.get(path));
  const changed = stale
    .filter(({ path, text = "" }) => hashOf(text) !== hashes[path])
    .map(({ path }) => path);
  for (const path of changed) copy(join(folder, path), join(saved, path));
  for (const { path } of stale) if (!texts.has(path)) remove(folder, path);
  for (const [path, text] of texts) write(join(folder, path), text);
  record(folder, stamp, files);
  return changed;
}

function record(
  folder: string,
  stamp: string,
  files: readonly ProjectFile[],
): void {
  const pairs = files.map(({ path, text }) => [path, hashOf(text)]);
  const written: Written = { stamp, hashes: Object.fromEntries(pairs) };
  writeWhole(join(folder, recordName), `${JSON.stringify(written)}\n`);
}

/** Removes what was generated, and the folder if nothing else is in it. */
export function removeGenerated(folder: string, saved: string): string[] {
  const changed = writeGenerated(folder, [], { stamp: "", saved });
  remove(folder, recordName);
  if (readdirSync(folder).length === 0) rmdirSync(folder);
  return changed;
}

function readWritten(folder: string): Written {
  const nothing = { stamp: "", hashes: {} };
  try {
    const text = readFileSync(join(folder, recordName), "utf8");
    return Written.catch(nothing).parse(JSON.parse(text));
  } catch {
    return nothing; // What is there then counts as the reader's.
  }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function copy(file: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(file, to);
}

/** The file, and the folders that are empty without it. */
function remove(folder: string, path: string): void {
  const file = join(folder, path);
  chmodSync(file, 0o644); // Windows deletes no read-only file.
  rmSync(file);
  try {
    for (let up = dirname(path); up !== "."; up = dirname(up)) {
      rmdirSync(join(folder, up));
    }
  } catch {} // Not empty: it stays.
}

/** Left alone where it is as it should be, so that no editor reads it again. */
function write(file: string, text: string): void {
  if (readIfThere(file) === text) return;
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) chmodSync(file, 0o644); // Windows replaces none, either.
  writeWhole(file, text);
  chmodSync(file, 0o444);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
