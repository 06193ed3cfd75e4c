// A deck as reveal.js shows it, as pages for paper, and as notes to read from.
import { element, Markup } from "../../content/markdown/markup";
import type { Deck } from "../../content/slides/deck";
import {
  type RenderedSlide,
  renderDeck,
} from "../../content/slides/render-slide";
import { htmlDocument, linkedAssets } from "./html-document";

/** For the room: one slide at a time. */
export function deckPage(deck: Deck): string {
  const slides = renderDeck(deck).map((slide) => section(deck, slide));
  return htmlDocument({
    title: deck.title,
    head: linkedAssets({
      styles: ["reveal/reveal.css", "deck.css"],
      scripts: [
        { src: "reveal/reveal.js", defer: "" },
        { src: "deck.js", defer: "" },
      ],
    }),
    body: element(
      "body",
      { "data-deck": deck.name, "data-made-from": madeFrom(deck) },
      element(
        "div",
        { class: "reveal" },
        element("div", { class: "slides" }, slides),
      ),
    ),
  });
}

/** For paper: a page a slide. */
export function printPage(decks: readonly Deck[]): string {
  const slides = decks.flatMap((deck) =>
    renderDeck(deck).map((slide) => section(deck, slide)),
  );
  return htmlDocument({
    title: titleOf(decks),
    head: linkedAssets({ styles: ["deck.css"] }),
    body: element("body", { class: "pages" }, slides),
  });
}

/** The speaker's notes on paper: each slide small, and what to say. */
export function notesPage(decks: readonly Deck[]): string {
  const items = decks.flatMap((deck) => [
    element("h1", {}, deck.title),
    ...renderDeck(deck).map((slide, index) =>
      element(
        "article",
        {},
        element("div", { class: "small" }, section(deck, slide)),
        element(
          "div",
          { class: "words" },
          element("p", { class: "soft" }, plan(slide, index)),
          new Markup(slide.notes),
        ),
      ),
    ),
  ]);
  return htmlDocument({
    title: `Notes: ${titleOf(decks)}`,
    head: linkedAssets({ styles: ["deck.css", "notes.css"] }),
    body: element("body", { class: "hand-out" }, items),
  });
}

/** The speaker's view, beside the slides: this slide, the next, notes, the time. */
export function speakerPage(deck: Deck): string {
  const notes = renderDeck(deck).map((slide, index) =>
    element(
      "article",
      { "data-minutes": slide.slide.minutes ?? 0, hidden: "" },
      element("p", { class: "soft" }, plan(slide, index)),
      new Markup(slide.notes),
    ),
  );
  return htmlDocument({
    title: `Speaker: ${deck.title}`,
    head: linkedAssets({
      styles: ["deck.css", "speaker.css"],
      scripts: [{ src: "speaker.js", defer: "" }],
    }),
    body: element(
      "body",
      { class: "speaker", "data-deck": deck.name },
      clocks(),
      frame("now", deck, "This slide"),
      frame("next", deck, "The next slide"),
      element("main", { "aria-live": "polite" }, notes),
    ),
  });
}

function clocks(): Markup {
  const clock = (name: string, words: string) =>
    element(
      "p",
      {},
      element("span", { class: "soft" }, words),
      element("output", { id: name }, "–"),
    );
  return element(
    "header",
    {},
    clock("clock", "now"),
    clock("elapsed", "since the start"),
    clock("planned", "planned by here"),
    clock("pace", "pace"),
    element("button", { type: "button", id: "restart" }, "Restart the clock"),
    element("button", { type: "button", id: "back" }, "Back"),
    element("button", { type: "button", id: "on" }, "On"),
  );
}

function frame(id: string, { name }: Deck, title: string): Markup {
  return element("iframe", { id, title, src: `/slides/${name}?preview` });
}

function section(deck: Deck, { slide, html: text }: RenderedSlide): Markup {
  const { step, slides } = deck;
  const where = step
    ? `Step ${step.number}: ${step.title}`
    : "Express at Scale";
  const isFirst = slide === slides[0];
  return element(
    "section",
    {
      class: isFirst ? "slide opening" : "slide",
      "data-title": slide.title,
    },
    element("div", { class: "content" }, new Markup(text)),
    element("p", { class: "foot" }, isFirst ? "" : where),
  );
}

function plan({ slide }: RenderedSlide, index: number): string {
  return `Slide ${index + 1}: ${slide.title}, ${slide.minutes ?? 0} min`;
}

function titleOf(decks: readonly Deck[]): string {
  const [first, second] = decks;
  return second ? "Express at Scale" : (first?.title ?? "");
}

function madeFrom({ name, step }: Deck): string {
  const own = step ? ["steps/", `exercises/${name}`, "results"] : [];
  return [`slides/${name}.md`, ...own].join(" ");
}
