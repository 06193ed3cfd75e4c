// The styles, scripts and fonts of the site, from its own folder and from packages.
import { join } from "node:path";
import express, { Router } from "express";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { root } from "../servers/host/paths";

/** Files of each folder, and no dot file of any. */
export function assets(): Router {
  const router = Router();
  const own = { cacheControl: false, index: false, redirect: false } as const;
  router.use((_req, res, next) => {
    res.set("Cache-Control", "no-cache");
    next();
  });
  router.use(express.static(join(__dirname, "assets"), own));
  for (const [at, folder] of packages)
    router.use(at, express.static(folder, own));
  // Without this, the site would answer a missing asset with an HTML page.
  router.use(() => {
    throw new HttpError(404, "asset_not_found", "There is no such asset.");
  });
  return router;
}

const packages = [
  ["/fonts/inter", folderOf("@fontsource-variable/inter", "files")],
  [
    "/fonts/jetbrains-mono",
    folderOf("@fontsource-variable/jetbrains-mono", "files"),
  ],
  // Browser code: it is served, and never loaded here.
  ["/reveal", folderOf("reveal.js", "dist")],
  ["/idiomorph", folderOf("idiomorph", "dist")],
] as const;

function folderOf(name: string, folder: string): string {
  return join(root, "node_modules", name, folder);
}
