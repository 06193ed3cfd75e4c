// The decks that there are, and the agendas that they make up.
import { existsSync } from "node:fs";
import { element, type Markup } from "../../content/markdown/markup";
import {
  type Agenda,
  agendasFile,
  readAgendas,
} from "../../content/slides/agendas";
import {
  type Deck,
  deckFile,
  deckNames,
  readDeck,
} from "../../content/slides/deck";
import { slidesUrl } from "../urls";
import type { Page } from "./page";

export function slidesPage(): Page {
  const decks = deckNames().flatMap((name) => readDeck(deckFile(name) ?? ""));
  const agendas = existsSync(agendasFile) ? readAgendas() : [];
  return {
    title: "Slides",
    section: "slides",
    madeFrom: ["slides/"],
    main: [
      element("h1", {}, "Slides"),
      element(
        "p",
        { class: "lede" },
        "One deck a step. In a deck, S opens the speaker’s view and ? lists the keys.",
      ),
      element("ol", { class: "steps decks" }, decks.map(deckRow)),
      agendas.map(agenda),
      element(
        "p",
        {},
        "If you lead the workshop: ",
        element("a", { href: "/slides/FACILITATING.md" }, "how to prepare"),
        ".",
      ),
    ],
  };
}

function deckRow({ name, title, step, slides }: Deck): Markup {
  const minutes = slides.reduce((sum, slide) => sum + (slide.minutes ?? 0), 0);
  const link = (path: string, words: string) =>
    element("a", { href: slidesUrl(`${name}${path}`) }, words);
  return element(
    "li",
    {},
    element("span", { class: "number" }, step?.number ?? ""),
    element(
      "div",
      {},
      element("h2", {}, link("", title)),
      element(
        "p",
        { class: "soft links" },
        `${slides.length} slides, ${minutes} min, `,
        link("/speaker", "speaker’s view"),
        ", ",
        link("/notes", "notes to print"),
        ", ",
        link("/print", "slides to print"),
      ),
    ),
  );
}

function agenda({ title, parts, length }: Agenda): Markup {
  const rows = parts.map(({ at, minutes, what }) =>
    element(
      "tr",
      {},
      element("td", {}, clock(at)),
      element("td", {}, `${minutes} min`),
      element("td", {}, what),
    ),
  );
  return element(
    "section",
    {},
    element("h2", {}, title),
    element("p", { class: "soft" }, `${length} minutes`),
    element("table", {}, element("tbody", {}, rows)),
  );
}

function clock(minutes: number): string {
  const rest = String(minutes % 60).padStart(2, "0");
  return `${Math.floor(minutes / 60)}:${rest}`;
}
