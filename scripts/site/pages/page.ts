// The frame of every page: its head, the way around, and its main part.
import type { Response } from "express";
import {
  type Child,
  element,
  type Markup,
  render,
} from "../../content/markdown/markup";
import { journey } from "../../exercises/journey";
import { sidebar } from "./sidebar";
import { topBar } from "./top-bar";

export interface Page {
  readonly title: string;
  readonly main: Child;
  /** What stands beside the main part where there is room for it. */
  readonly aside?: Child;
  /** Widens the main part, for code and for tables. */
  readonly wide?: boolean;
  /** Where the reader is, so that the way around can show it. */
  readonly step?: number;
  readonly section?: Section;
  /** What was looked for, if this is a page of findings. */
  readonly query?: string;
  /** The beginnings of the files' names that the page is made from. */
  readonly madeFrom?: readonly string[];
}

export type Section = "steps" | "compare" | "results" | "faults" | "slides";

export function sendPage(res: Response, page: Page): void {
  // Looked at again each time: files change while somebody reads.
  res.set("Cache-Control", "no-cache").type("html").send(pageHtml(page));
}

export function pageHtml(page: Page): string {
  const html = element(
    "html",
    { lang: "en" },
    head(page.title),
    element(
      "body",
      { "data-made-from": madeFrom(page) },
      element("a", { class: "skip", href: "#main" }, "Skip to the text"),
      topBar(page),
      element(
        "div",
        { class: page.wide ? "frame wide" : "frame" },
        sidebar(journey(), page),
        element("main", { id: "main", tabindex: -1 }, page.main),
        page.aside
          ? element("aside", { class: "beside" }, page.aside)
          : undefined,
      ),
    ),
  );
  return `<!doctype html>\n${render(html)}\n`;
}

function head(title: string): Markup {
  return element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", {
      name: "viewport",
      content: "width=device-width, initial-scale=1",
    }),
    element("title", {}, `${title} · Express at Scale`),
    element("link", { rel: "icon", href: "/assets/icon.svg" }),
    // Before the first paint, or a dark page would flash white.
    element("script", { src: "/assets/theme.js" }),
    element("link", { rel: "stylesheet", href: "/assets/fonts.css" }),
    element("link", { rel: "stylesheet", href: "/assets/site.css" }),
    element("script", { src: "/assets/site.js", type: "module" }),
  );
}

/** The progress shows on every page, beside whatever the page is made from. */
function madeFrom({ madeFrom: own = [] }: Page): string {
  return [...own, "progress"].join(" ");
}
