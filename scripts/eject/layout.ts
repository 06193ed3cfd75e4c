// Lays the modules of many steps out as one `src/`, and rewrites their imports.
import { posix, relative, sep } from "node:path";
import { UserError } from "../servers/host/user-error";
import type { Module, Reference } from "./modules";

/** Where each file goes, by its absolute path: `src/errors/http-error.ts`. */
export type Layout = ReadonlyMap<string, string>;

/** Where a file comes from, as a reader says it: `steps/04-errors/app.ts`. */
export function originOf(file: string, stepsFolder: string): string {
  return posix.join("steps", slashed(relative(stepsFolder, file)));
}

/** The folder of a step drops out, its inner folders stay. */
export function pathInProject(file: string, stepsFolder: string): string {
  const [step, ...rest] = slashed(relative(stepsFolder, file)).split("/");
  if (!step || step === ".." || rest.length === 0) {
    throw new UserError(`${file} belongs to no step: only steps eject.`, 1);
  }
  return posix.join("src", ...rest);
}

/**
 * Lays files out as `src/`.
 *
 * @throws UserError where two files claim one path, or one lies outside.
 */
export function layOut(files: Iterable<string>, stepsFolder: string): Layout {
  const paths = new Map<string, string>();
  for (const file of files) paths.set(file, pathInProject(file, stepsFolder));
  const [collision] = collisionsIn(paths, stepsFolder);
  if (collision) throw new UserError(collision, 1);
  return paths;
}

/** One sentence for every path that two files claim. */
export function collisionsIn(layout: Layout, stepsFolder: string): string[] {
  const claims = new Map<string, string[]>();
  for (const [file, path] of layout) {
    claims.set(path, [...(claims.get(path) ?? []), file]);
  }
  return [...claims]
    .filter(([, files]) => files.length > 1)
    .map(([path, files]) => {
      const origins = files.map((file) => originOf(file, stepsFolder)).sort();
      return `${path} would be both ${origins.join(" and ")}`;
    });
}

/**
 * The text of a module with each relative specifier pointing where its target
 * went.
 *
 * @throws UserError where an import means no file.
 */
export function rewrite(module: Module, layout: Layout): string {
  let text = module.text;
  for (const reference of module.references.toReversed()) {
    const specifier = JSON.stringify(newSpecifier(module, reference, layout));
    const { start, end } = reference;
    text = text.slice(0, start) + specifier + text.slice(end);
  }
  return text;
}

function newSpecifier(
  { file }: Module,
  { specifier, kind, line, target }: Reference,
  layout: Layout,
): string {
  const from = layout.get(file);
  const to = target && layout.get(target);
  if (!from || !to) {
    throw new UserError(`${file}:${line} imports nothing: "${specifier}"`, 1);
  }
  const path = likeWritten(posix.relative(posix.dirname(from), to), specifier);
  return path.startsWith(".") || kind === "path" ? path : `./${path}`;
}

/** Keeps the extension, or its absence, and a folder's implied index. */
function likeWritten(path: string, written: string): string {
  if (written.endsWith(".js") && path.endsWith(".ts")) {
    return path.replace(/\.ts$/, ".js");
  }
  if (posix.basename(written) === posix.basename(path)) return path;
  const bare = path.replace(/\.(ts|json)$/, "");
  const isIndex = posix.basename(bare) === "index";
  return isIndex && posix.basename(written) !== "index"
    ? posix.dirname(bare)
    : bare;
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
