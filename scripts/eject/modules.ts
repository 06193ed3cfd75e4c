// Reads modules: what each says it is for, what it imports, and all that the
// entries of a step reach.
import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readText } from "../servers/host/read-text";
import { filesUnder, namesIn } from "../servers/host/visible-files";
import { type Import, importsOf, isRelative, resolveImport } from "./imports";

/** A file and what it imports from its own tree. */
export interface Module {
  readonly file: string;
  readonly text: string;
  /** Every import, those of packages included. */
  readonly imports: readonly Import[];
  readonly references: readonly Reference[];
  /** Files in folders beneath it that the program reads at run time. */
  readonly data: readonly string[];
}

/** A relative import, and the absolute path of the file that it means. */
export interface Reference extends Import {
  /** Absent where no such file exists. */
  readonly target?: string;
}

export function isTest(file: string): boolean {
  return file.endsWith(".test.ts");
}

/** The composition roots of a step: the modules at the top of its folder. */
export function entriesOf(stepFolder: string): string[] {
  return namesIn(stepFolder)
    .filter((name) => name.endsWith(".ts") && !isTest(name))
    .map((name) => join(stepFolder, name));
}

/** Every module that the entries import, directly or not, and themselves. */
export function reachableFrom(entries: readonly string[]): Map<string, Module> {
  const modules = new Map<string, Module>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (modules.has(file)) continue;
    const module = readModule(file);
    modules.set(file, module);
    for (const { target } of module.references) {
      if (target) waiting.push(target);
    }
    waiting.push(...module.data);
  }
  return modules;
}

/** Reads a file and its imports; only code has any. */
export function readModule(file: string): Module {
  const text = readText(file);
  const imports = /\.[jt]s$/.test(file) ? importsOf(text, file) : [];
  const references = imports
    .filter(({ specifier }) => isRelative(specifier))
    .map((found) => ({ ...found, target: resolveImport(found, file) }))
    // A path without a file is one that the program makes at run time.
    .filter(({ kind, target }) => kind === "module" || target);
  return { file, text, imports, references, data: dataOf(imports, file) };
}

/** Of `join(__dirname, "migrations")`; such a path needs no rewriting. */
function dataOf(imports: readonly Import[], file: string): string[] {
  return imports
    .filter(
      ({ kind, specifier }) => kind === "path" && /^\.\/\w/.test(specifier),
    )
    .map(({ specifier }) => resolve(dirname(file), specifier))
    .filter((path) => isFolder(path))
    .flatMap((folder) => filesUnder(folder).map((name) => join(folder, name)));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The text of the comment at the top of a file, on one line; else empty. */
export function openingComment(text: string): string {
  const code = text.replace(/^#!.*\n/, "").trimStart();
  const block = /^\/\*\*?([\s\S]*?)\*\//.exec(code)?.[1];
  const lines = block?.replaceAll(/^\s*\* ?/gm, "") ?? lineComments(code);
  return lines.replaceAll(/\s+/g, " ").trim();
}

/** The first sentence of that comment. */
export function headerOf(text: string): string {
  const comment = openingComment(text);
  return /^.*?[.!?](?=\s|$)/.exec(comment)?.[0] ?? comment;
}

function lineComments(code: string): string {
  const [comments = ""] = /^((\/\/|#).*(\n|$))*/.exec(code) ?? [];
  return comments.replaceAll(/^(\/\/+|#+)/gm, "");
}
