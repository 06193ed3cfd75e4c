// The files of a step that are no modules: what runs its server on other machines.
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "../../servers/host/read-text";
import { filesUnder } from "../../servers/host/visible-files";
import type { ProjectFile } from "./write-project";

/** Where a step has a Dockerfile, if it has one. */
export const ownDockerfile = "deploy/Dockerfile";

/** Each finds the others by its path from there, with `src/` beside them. */
const folders = ["deploy", "nginx"];

/** Those of the step and of earlier ones, the latest of each; their tests stay behind. */
export function extraFilesOf(stepFolder: string): ProjectFile[] {
  const latest = new Map(
    upTo(stepFolder).flatMap((folder) =>
      filesUnder(folder)
        .filter((path) => !path.endsWith(".ts"))
        .filter((path) => folders.includes(path.split("/")[0] ?? ""))
        .map((path) => [path, join(folder, path)] as const),
    ),
  );
  return [...latest].map(([path, file]) => ({ path, text: readText(file) }));
}

/** The folders of all steps up to this one, in order. */
function upTo(stepFolder: string): string[] {
  const steps = dirname(stepFolder);
  return readdirSync(steps)
    .filter((name) => /^\d\d-/.test(name) && name <= basename(stepFolder))
    .sort()
    .map((name) => join(steps, name));
}
