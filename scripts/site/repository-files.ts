// The files of the repository that the site shows, found so that no address leads elsewhere.
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../servers/host/paths";
import { readText } from "../servers/host/read-text";

export type Found =
  | { readonly kind: "file"; readonly file: string }
  | {
      readonly kind: "folder";
      readonly folders: readonly string[];
      readonly files: readonly string[];
    };

const open = new Set(["steps", "exercises", "solutions", "scripts", "slides"]);
const documents = new Set(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]);

/**
 * Walks down from the root: each name has to be listed in the folder before
 * it. `..` never is, and a symbolic link is passed over, so that whatever
 * stands in an address, it means a file in here or nothing.
 */
export function findInRepository(
  names: readonly string[],
  top = root,
): Found | undefined {
  const [first = ""] = names;
  if (!open.has(first) && !(documents.has(first) && names.length === 1)) {
    return undefined;
  }
  let path = top;
  for (const [index, name] of names.entries()) {
    const entry = entriesOf(path).find((each) => each.name === name);
    path = join(path, name);
    if (entry?.isFile() && index === names.length - 1) {
      return { kind: "file", file: path };
    }
    if (!entry?.isDirectory()) return undefined;
  }
  return { kind: "folder", ...listing(path) };
}

/** The file of a picture that a text shows; undefined for any other name. */
export function findPicture(names: readonly string[]): string | undefined {
  if (!/\.(png|jpe?g|webp)$/.test(names.at(-1) ?? "")) return undefined;
  const there = findInRepository(names);
  return there?.kind === "file" ? there.file : undefined;
}

const LARGEST = 200_000;

/** Its text; undefined for a binary file, or one that is too long to read. */
export function readShown(file: string): string | undefined {
  if (statSync(file).size > LARGEST) return undefined;
  const text = readText(file);
  return text.includes("\0") || text.includes("\uFFFD") ? undefined : text;
}

function listing(path: string) {
  const entries = entriesOf(path);
  const named = (list: Dirent[]) => list.map(({ name }) => name).sort();
  return {
    folders: named(entries.filter((entry) => entry.isDirectory())),
    files: named(entries.filter((entry) => entry.isFile())),
  };
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => !name.startsWith(".") && name !== "node_modules",
  );
}
