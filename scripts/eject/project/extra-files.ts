// The files of a step that are no modules: what runs its server on other machines.
import { join } from "node:path";
import { readText } from "../../servers/host/read-text";
import { filesUnder } from "../../servers/host/visible-files";
import type { ProjectFile } from "./write-project";

/** Where a step has a Dockerfile, if it has one. */
export const ownDockerfile = "deploy/Dockerfile";

/** Each finds the others by its path from there, with `src/` beside them. */
const folders = ["deploy", "nginx"];

/** Those of the step itself; tests of them stay behind. */
export function extraFilesOf(stepFolder: string): ProjectFile[] {
  return filesUnder(stepFolder)
    .filter((path) => !path.endsWith(".ts"))
    .filter((path) => folders.includes(path.split("/")[0] ?? ""))
    .map((path) => ({ path, text: readText(join(stepFolder, path)) }));
}
