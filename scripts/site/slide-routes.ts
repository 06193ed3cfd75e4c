// The addresses of the decks: to be shown, to speak from, and to be printed.
import { type Response, Router } from "express";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { directoryName } from "../../steps/steps";
import {
  type Deck,
  deckFile,
  deckNames,
  readDeck,
} from "../content/slides/deck";
import { deckPage, notesPage, printPage, speakerPage } from "./pages/deck-page";
import { sendPage } from "./pages/page-frame";
import { slidesPage } from "./pages/slides-page";
import { slidesUrl, stepNamed } from "./urls";

/** Stands for every deck, one after the other. */
const ALL = "all";

export function slideRoutes(): Router {
  const router = Router({ strict: true });

  router.get("/", (_req, res) => sendPage(res, slidesPage()));
  router.get("/:deck", (req, res, next) => {
    const { deck } = req.params;
    const step = stepNamed(deck);
    const file = deckFile(deck);
    if (file) send(res, deckPage(readDeck(file)));
    else if (step) res.redirect(303, slidesUrl(directoryName(step)));
    else next(); // A text of the folder, such as the agendas.
  });
  router.get("/:deck/speaker", (req, res) => {
    send(res, speakerPage(deckNamed(req.params.deck)));
  });
  router.get("/:deck/print", (req, res) => {
    send(res, printPage(decksNamed(req.params.deck)));
  });
  router.get("/:deck/notes", (req, res) => {
    send(res, notesPage(decksNamed(req.params.deck)));
  });

  return router;
}

function decksNamed(name: string): Deck[] {
  return name === ALL ? deckNames().map(deckNamed) : [deckNamed(name)];
}

function deckNamed(name: string): Deck {
  const file = deckFile(name);
  if (file) return readDeck(file);
  throw new HttpError(404, "deck_not_found", "There is no such deck here.");
}

function send(res: Response, html: string): void {
  res.set("Cache-Control", "no-cache").type("html").send(html);
}
