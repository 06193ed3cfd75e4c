// The shell of every HTML document here: pages, decks, and reports in files of their own.
import {
  type Child,
  element,
  type Markup,
  render,
} from "../../content/markdown/markup";

export interface HtmlDocument {
  readonly title: string;
  /** What else stands in the head: styles, scripts, an icon. */
  readonly head: Child;
  readonly body: Markup;
}

export function htmlDocument({ title, head, body }: HtmlDocument): string {
  const html = element(
    "html",
    { lang: "en" },
    element(
      "head",
      {},
      element("meta", { charset: "utf-8" }),
      element("meta", {
        name: "viewport",
        content: "width=device-width, initial-scale=1",
      }),
      element("title", {}, title),
      head,
    ),
    body,
  );
  return `<!doctype html>\n${render(html)}\n`;
}

export interface Assets {
  /** By their names in `assets/`, as the scripts' `src`. */
  readonly styles: readonly string[];
  readonly scripts?: readonly Script[];
}

interface Script {
  readonly src: string;
  readonly type?: "module";
  readonly defer?: "";
}

/** The head of a document that the site serves. */
export function linkedAssets({ styles, scripts = [] }: Assets): Child {
  return [
    element("link", { rel: "icon", href: "/assets/icon.svg" }),
    // Before the first paint, or a dark page would flash white.
    element("script", { src: "/assets/theme.js" }),
    ["fonts.css", ...styles].map((name) =>
      element("link", { rel: "stylesheet", href: `/assets/${name}` }),
    ),
    scripts.map(({ src, ...how }) =>
      element("script", { src: `/assets/${src}`, ...how }),
    ),
  ];
}
