// What stands around every page: its head, the bar at the top, the steps at the side.
import type { Response } from "express";
import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { journey, type Stage } from "../../exercises/journey";
import { exerciseUrl, lessonUrl, profilesUrl } from "../urls";
import { htmlDocument, linkedAssets } from "./html-document";
import type { Page, Section } from "./page";

export function sendPage(res: Response, page: Page): void {
  // Revalidate each time: files change while the reader reads.
  res.set("Cache-Control", "no-cache").type("html").send(pageHtml(page));
}

function pageHtml(page: Page): string {
  return htmlDocument({
    title: `${page.title} · Express at Scale`,
    head: linkedAssets({
      styles: ["site.css"],
      scripts: [{ src: "site.js", type: "module" }],
    }),
    body: element(
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
  });
}

/** The progress shows on every page, beside whatever the page is made from. */
function madeFrom({ madeFrom: own = [] }: Page): string {
  return [...own, "progress"].join(" ");
}

function topBar({ section, query }: Page): Markup {
  const links = parts.map(([name, href, words]) =>
    element(
      "a",
      { href, "aria-current": name === section ? "page" : undefined },
      words,
    ),
  );
  return element(
    "header",
    { class: "top" },
    element("a", { class: "name", href: "/" }, "Express at Scale"),
    element("nav", { "aria-label": "Parts of the workshop" }, links),
    search(query),
    element(
      "button",
      { type: "button", class: "theme", hidden: "", "aria-label": "Dark" },
      "◐",
    ),
  );
}

const parts: readonly [Section, string, string][] = [
  ["steps", "/", "Steps"],
  ["compare", "/compare/", "Compare"],
  ["results", "/results/", "Results"],
  ["faults", "/faults/", "Faults"],
  ["profiles", profilesUrl, "Profiles"],
  ["slides", "/slides/", "Slides"],
];

function search(query: string | undefined): Markup {
  return element(
    "form",
    { action: "/search", role: "search" },
    element("input", {
      type: "search",
      name: "q",
      "aria-label": "Search",
      placeholder: "Search   /",
      maxlength: 100,
      value: query,
      autocomplete: "off",
    }),
  );
}

function sidebar(stages: readonly Stage[], page: Page): Markup {
  const items = stages.map((stage) => item(stage, page));
  return element(
    "nav",
    { class: "side", "aria-label": "Steps" },
    element("ol", {}, items),
  );
}

function item({ step, exercise }: Stage, page: Page): Markup {
  const isHere = step.number === page.step;
  return element(
    "li",
    { class: isHere ? "here" : undefined },
    element(
      "a",
      {
        href: lessonUrl(step),
        "aria-current": isHere && page.section === "steps" ? "true" : undefined,
      },
      element("span", { class: "number" }, step.number),
      element("span", { class: "title" }, step.title),
    ),
    element(
      "a",
      { href: exerciseUrl(step), class: "state" },
      stateIcon(exercise.state, step.number),
    ),
  );
}

/** An icon, with its words for screen readers. */
export function stateIcon(
  state: Stage["exercise"]["state"],
  number: number,
): Child {
  const words = `Exercise ${number}: ${state}`;
  return [
    element(
      "span",
      { class: `mark ${state}`, "aria-hidden": "true" },
      icons[state],
    ),
    element("span", { class: "visually-hidden" }, words),
  ];
}

const icons = { untouched: "○", started: "◐", passed: "●" } as const;
