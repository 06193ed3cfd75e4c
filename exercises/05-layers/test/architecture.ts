// Reads the imports of a module of this exercise, and of all that it imports in turn.
import { basename } from "node:path";
import { reachableFrom } from "../../../scripts/eject/modules";

/** Each import of a `forbidden` module that `module` reaches, and where it is. */
export function forbiddenImports(
  module: string,
  forbidden: readonly string[],
): string[] {
  const reached = reachableFrom([require.resolve(`../${module}`)]);
  return [...reached.values()].flatMap(({ file, imports }) =>
    imports
      .filter(({ specifier }) => forbidden.includes(nameOf(specifier)))
      .map(({ specifier }) => `${basename(file)} imports ${specifier}`),
  );
}

/** `fs` for `node:fs/promises`, `order-file` for `../../any/order-file`. */
function nameOf(specifier: string): string {
  if (specifier.startsWith(".")) return basename(specifier, ".ts");
  return specifier.replace(/^node:/, "").replace(/\/.*/, "");
}
