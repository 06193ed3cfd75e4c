// The files of a step that are no modules: what runs its server on other machines.
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { ProjectFile } from "./write-project";

/** Where a step has a Dockerfile, if it has one. */
export const ownDockerfile = "deploy/Dockerfile";

/** Each finds the others by its path from there, with `src/` beside them. */
const folders = ["deploy", "nginx"];

/** Those of the step itself; tests of them stay behind. */
export function extraFilesOf(stepFolder: string): ProjectFile[] {
  return readdirSync(stepFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".ts"))
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => ({ file, path: file.slice(stepFolder.length + 1) }))
    .map(({ file, path }) => ({ file, path: path.split(sep).join("/") }))
    .filter(({ path }) => folders.includes(path.split("/")[0] ?? ""))
    .map(({ file, path }) => ({ path, text: readFileSync(file, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
