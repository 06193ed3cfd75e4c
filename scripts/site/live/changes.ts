// Tells of files that change: lessons, exercises, slides, progress, results.
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { root, stateDirectory } from "../../servers/host/paths";

/** Names what changed: `steps/03-middleware/app.ts`, `progress`, `results`. */
export type OnChange = (name: string) => void;

/** Resolves once changes are seen; to what ends the watch. */
export function watchFiles(onChange: OnChange): Promise<FSWatcher> {
  const folders = ["steps", "exercises", "solutions", "slides"]
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder));
  const watcher = watch([...folders, stateDirectory()], {
    ignoreInitial: true,
    ignored: (path) => isPassedOver(path),
  });
  watcher.on("all", (_event, path) => onChange(nameOf(path)));
  // A folder that may not be watched is no reason to end.
  watcher.on("error", () => {});
  return new Promise((resolve) => {
    watcher.on("ready", () => resolve(watcher));
  });
}

/** Of what the workshop keeps, only what a page shows: no database, no log. */
function isPassedOver(path: string): boolean {
  const inside = relative(stateDirectory(), path);
  if (inside.startsWith("..")) return path.includes("node_modules");
  return inside !== "" && !/^(progress\.json|results\b)/.test(inside);
}

function nameOf(path: string): string {
  const inside = relative(stateDirectory(), path);
  if (inside.startsWith("results")) return "results";
  if (!inside.startsWith("..")) return "progress";
  return relative(root, path).split(sep).join("/");
}
