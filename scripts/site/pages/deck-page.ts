// A deck as reveal.js shows it, as pages for paper, and as notes to read from.
import {
  type Child,
  element,
  Markup,
  render,
} from "../../content/markdown/markup";
import type { Deck } from "../../content/slides/deck";
import {
  type RenderedSlide,
  renderDeck,
} from "../../content/slides/render-slide";

/** For the room: one slide at a time. */
export function deckPage(deck: Deck): string {
  const slides = renderDeck(deck).map((slide) => section(deck, slide));
  return html({
    title: deck.title,
    styles: ["reveal/reveal.css", "deck.css"],
    scripts: ["reveal/reveal.js", "deck.js"],
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
  return html({
    title: titleOf(decks),
    styles: ["deck.css"],
    body: element("body", { class: "pages" }, slides),
  });
}

/** For whoever speaks, on paper: each slide small, and what to say. */
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
  return html({
    title: `Notes: ${titleOf(decks)}`,
    styles: ["deck.css", "notes.css"],
    body: element("body", { class: "hand-out" }, items),
  });
}

/** For whoever speaks, beside the slides: this one, the next, notes, the time. */
export function speakerPage(deck: Deck): string {
  const notes = renderDeck(deck).map((slide, index) =>
    element(
      "article",
      { "data-minutes": slide.slide.minutes ?? 0, hidden: "" },
      element("p", { class: "soft" }, plan(slide, index)),
      new Markup(slide.notes),
    ),
  );
  return html({
    title: `Speaker: ${deck.title}`,
    styles: ["deck.css", "speaker.css"],
    scripts: ["speaker.js"],
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

interface Html {
  readonly title: string;
  readonly styles: readonly string[];
  readonly scripts?: readonly string[];
  readonly body: Child;
}

function html({ title, styles, scripts = [], body }: Html): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", {
      name: "viewport",
      content: "width=device-width, initial-scale=1",
    }),
    element("title", {}, title),
    element("link", { rel: "icon", href: "/assets/icon.svg" }),
    element("script", { src: "/assets/theme.js" }),
    ["fonts.css", ...styles].map((name) =>
      element("link", { rel: "stylesheet", href: `/assets/${name}` }),
    ),
    scripts.map((name) =>
      element("script", { src: `/assets/${name}`, defer: "" }),
    ),
  );
  return `<!doctype html>\n${render(element("html", { lang: "en" }, head, body))}\n`;
}
