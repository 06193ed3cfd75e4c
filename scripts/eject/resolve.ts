// Finds the file that a relative specifier means, and names packages.
import { statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, resolve } from "node:path";
import type { Import } from "./imports";

/** Whether the specifier means a file of the same tree. */
export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

/** The absolute path of what a relative import of `importer` means, if there. */
export function resolveImport(
  { specifier, kind }: Pick<Import, "specifier" | "kind">,
  importer: string,
): string | undefined {
  const path = resolve(dirname(importer), specifier);
  const candidates = [
    path,
    `${path}.ts`,
    path.replace(/\.js$/, ".ts"),
    ...(kind === "module" ? [`${path}.json`, resolve(path, "index.ts")] : []),
  ];
  return candidates.find((candidate) => isFile(candidate));
}

/** The package a specifier loads from; none for files and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (isRelative(specifier) || isBuiltin(specifier)) return undefined;
  const [scope = "", name] = specifier.split("/");
  return scope.startsWith("@") && name ? `${scope}/${name}` : scope;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
