// Whether the repository's files and packages are all there.
import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { keptStarters } from "../../exercises/starters";
import { freeBytes } from "../../servers/host/free-bytes";
import { root, stateDirectory } from "../../servers/host/paths";
import {
  describeSystemError,
  isSystemError,
} from "../../servers/host/system-error";
import { unfitFolder } from "../../servers/services/postgres/folder-name";
import type { Finding } from "./machine";

export function installation(folder = root): Finding[] {
  return [
    packages(folder),
    ...["package.json", "package-lock.json", "tsconfig.json"].flatMap((name) =>
      jsonFile(folder, name),
    ),
    ...starters(),
    ...folderName(),
    state(),
  ];
}

/** Compares what is installed with the lock file, version by version. */
export function packages(folder: string): Finding {
  const wanted = Object.entries(lockedPackages(folder));
  const wrong = wanted.filter(
    ([path, version]) => installedVersion(folder, path) !== version,
  );
  const what = "packages";
  if (wanted.length > 0 && wrong.length === 0) {
    return { what, found: `${wanted.length}, as the lock file says` };
  }
  const names = wrong.map(([path]) => path.replace(/^.*node_modules\//, ""));
  const some = names.slice(0, 5).join(", ");
  const found = `${wrong.length} of ${wanted.length} missing or of another version: ${some}`;
  return { what, found, remedy: "Type: npm ci", essential: true };
}

const LockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

/** Versions by path, without those that only some platforms have. */
function lockedPackages(folder: string): Record<string, string> {
  const lock = LockFile.safeParse(readJson(join(folder, "package-lock.json")));
  const locked: Record<string, string> = {};
  for (const [path, entry] of Object.entries(lock.data?.packages ?? {})) {
    if (!path.startsWith("node_modules/")) continue;
    if (entry.optional || entry.version === undefined) continue;
    locked[path] = entry.version;
  }
  return locked;
}

const Manifest = z.object({ version: z.string() });

function installedVersion(folder: string, path: string): string | undefined {
  const manifest = readJson(join(folder, path, "package.json"));
  return Manifest.safeParse(manifest).data?.version;
}

function jsonFile(folder: string, name: string): Finding[] {
  if (readJson(join(folder, name)) !== undefined) return [];
  const remedy = `Type: git restore ${name}`;
  const found = "missing, or not readable as JSON";
  return [{ what: name, found, remedy, essential: true }];
}

function starters(): Finding[] {
  try {
    keptStarters();
    return [];
  } catch {
    const remedy = "Type: git restore exercises/starters.json";
    return [{ what: "kept starters", found: "missing or damaged", remedy }];
  }
}

/** Only PostgreSQL is particular about it. */
function folderName(): Finding[] {
  const remedy = unfitFolder(root);
  if (remedy === undefined) return [];
  return [{ what: "folder", found: root, remedy }];
}

/** Where data, progress and saved copies go. */
function state(folder = stateDirectory()): Finding {
  const what = "state";
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    const left = roomLeft(freeBytes(folder));
    return { what, found: `${folder}, writable`, ...left };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const found = `not writable: ${describeSystemError(error)}`;
    const remedy = "Give yourself the folder, or set WORKSHOP_STATE to another";
    return { what, found, remedy, essential: true };
  }
}

const littleRoom = 500e6;
const tooLittleRoom = 50e6;

/** PostgreSQL's data, results and what is compiled go there. */
export function roomLeft(bytes: number): Partial<Finding> {
  if (bytes >= littleRoom) return {};
  const remedy = `The disk has ${Math.floor(bytes / 1e6)} MB left: free some, or set WORKSHOP_STATE to a folder elsewhere`;
  return { remedy, essential: bytes < tooLittleRoom };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
