// The addresses of the site, and the page of each.
import { Router } from "express";
import { z } from "zod";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { parseQuery } from "../../steps/06-guards/http/parse-request";
import { directoryName, type Step, steps } from "../../steps/steps";
import { findProfile } from "../bench/profile/kept-profiles";
import { exerciseOf } from "../exercises/exercise";
import { hintsOf } from "../exercises/hints";
import { updateProgress } from "../exercises/progress";
import { sameOrigin } from "./middleware/security";
import { comparePage } from "./pages/compare-page";
import { faultsPage } from "./pages/faults-page";
import { homePage } from "./pages/home-page";
import { sendPage } from "./pages/page-frame";
import { profilesPage } from "./pages/profiles-page";
import { repositoryPage } from "./pages/repository-pages";
import { resultsPage } from "./pages/results-page";
import { searchPage } from "./pages/search-page";
import { serverPage } from "./pages/server-page";
import { findPicture } from "./repository-files";
import { compareUrl, exerciseUrl, serverUrl, stepNamed } from "./urls";

const Search = z.object({ q: z.string().max(100).default("") });
const Compare = z.object({
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
});

export function pageRoutes(): Router {
  const router = Router({ strict: true });

  router.get("/", (_req, res) => sendPage(res, homePage()));
  router.get("/results/", (_req, res) => sendPage(res, resultsPage()));
  router.get("/faults/", (_req, res) => sendPage(res, faultsPage()));
  router.get(["/profiles", "/profiles/"], (_req, res) =>
    sendPage(res, profilesPage()),
  );
  router.get("/profiles/:run/:file", (req, res) => {
    const { folder, file } = found(findProfile(req.params));
    res.type("json").set("Cache-Control", "no-cache");
    res.sendFile(file, { root: folder, cacheControl: false });
  });
  router.get("/search", (req, res) => {
    sendPage(res, searchPage(parseQuery(req, Search).q));
  });
  router.get("/compare/", (req, res) => {
    const { from, to } = parseQuery(req, Compare);
    const [first, second] = steps;
    const left = from === undefined ? first : stepNamed(from);
    const right = to === undefined ? second : stepNamed(to);
    res.redirect(303, compareUrl(known(left), known(right)));
  });
  router.get("/compare/:from/:to", (req, res) => {
    const { from, to } = req.params;
    sendPage(res, comparePage(known(stepNamed(from)), known(stepNamed(to))));
  });
  router.get("/servers/:step", (req, res) => {
    res.redirect(301, serverUrl(known(stepNamed(req.params.step))));
  });
  router.get(["/servers/:step/", "/servers/:step/*path"], (req, res) => {
    const step = known(stepNamed(String(req.params.step)));
    const { path = [] } = req.params;
    sendPage(res, found(serverPage(step, [path].flat().join("/"))));
  });
  router.post("/exercises/:step/hints/:number", sameOrigin(), (req, res) => {
    const step = known(stepNamed(String(req.params.step)));
    openHint(step, Number(req.params.number));
    res.redirect(303, `${exerciseUrl(step)}#hints`);
  });
  router.get("/*path", (req, res) => {
    const picture = findPicture(req.params.path);
    if (picture) return res.sendFile(picture);
    const page = found(repositoryPage(req.params.path));
    if ("elsewhere" in page) res.redirect(301, page.elsewhere);
    else sendPage(res, page);
  });

  return router;
}

/** Only the next one: hints are opened in order, here as in the terminal. */
function openHint(step: Step, number: number): void {
  const all = hintsOf(exerciseOf(step)).length;
  updateProgress(directoryName(step), (before) => {
    const shown = before.hints ?? 0;
    if (number !== shown + 1 || number > all) return before;
    return { ...before, hints: number };
  });
}

function known(step: Step | undefined): Step {
  if (step) return step;
  throw new HttpError(
    404,
    "step_not_found",
    `The steps are ${steps[0]?.number} to ${steps.at(-1)?.number}.`,
  );
}

function found<T extends object>(value: T | undefined): T {
  if (value) return value;
  throw new HttpError(404, "not_found", "There is no such page or file here.");
}
