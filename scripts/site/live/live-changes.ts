// Sends open pages the names of changed files, as server-sent events.
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import type { RequestHandler, Response } from "express";
import { root, stateDirectory } from "../../servers/host/paths";

export interface LiveChanges {
  /** The route that a page listens to. */
  readonly events: RequestHandler;
  /** Ends every open page's connection, and the watch. */
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly watch?: (onChange: OnChange) => Promise<{ close(): Promise<void> }>;
}

/** Nothing is watched before the first page listens: the start is quicker. */
export function liveChanges({
  watch = watchFiles,
}: LiveOptions = {}): LiveChanges {
  const pages = new Set<Response>();
  let watching: ReturnType<typeof watch> | undefined;
  const tell = (name: string) => {
    for (const page of pages) page.write(`data: ${JSON.stringify(name)}\n\n`);
  };
  return {
    async events(req, res) {
      res.set({
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
      });
      res.flushHeaders();
      pages.add(res);
      req.once("close", () => pages.delete(res));
      watching ??= watch(tell);
      await watching;
      // From here on nothing is missed; the page may have been made before.
      res.write("event: watching\ndata: {}\n\n");
    },
    async close() {
      for (const page of pages) page.end();
      await (await watching)?.close();
    },
  };
}

/** Names what changed: `steps/03-middleware/app.ts`, `progress`, `results`, `profiles`. */
type OnChange = (name: string) => void;

/** Resolves once changes are seen; to what ends the watch. */
function watchFiles(onChange: OnChange): Promise<FSWatcher> {
  const folders = ["steps", "exercises", "solutions", "slides"]
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder));
  const watcher = watch([...folders, stateDirectory()], {
    ignoreInitial: true,
    ignored: (path) => isPassedOver(path),
  });
  watcher.on("all", (_event, path) => onChange(nameOf(path)));
  // Keep serving if a folder cannot be watched.
  watcher.on("error", () => {});
  return new Promise((resolve) => {
    watcher.on("ready", () => resolve(watcher));
  });
}

/** Of what the workshop keeps, only what a page shows: no database, no log. */
function isPassedOver(path: string): boolean {
  const inside = relative(stateDirectory(), path);
  if (inside.startsWith("..")) return path.includes("node_modules");
  return (
    inside !== "" && !/^(progress\.json|results\b|profiles\b)/.test(inside)
  );
}

function nameOf(path: string): string {
  const inside = relative(stateDirectory(), path);
  const [, kept] = /^(results|profiles)\b/.exec(inside) ?? [];
  if (kept !== undefined) return kept;
  if (!inside.startsWith("..")) return "progress";
  return relative(root, path).split(sep).join("/");
}
