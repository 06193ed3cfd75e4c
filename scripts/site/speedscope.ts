// speedscope (by Jamie Wong), which shows profiles as flame graphs: the static build of its package.
import { join } from "node:path";
import express, { Router } from "express";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { root } from "../servers/host/paths";
import { flameGraphHeaders } from "./middleware/security";

const build = join(root, "node_modules/speedscope/dist/release");

export function speedscope(): Router {
  const router = Router();
  router.use(flameGraphHeaders());
  router.use(express.static(build, { cacheControl: false }));
  router.use(() => {
    throw new HttpError(404, "asset_not_found", "There is no such asset.");
  });
  return router;
}
