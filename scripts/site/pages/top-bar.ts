// The bar at the top: the parts of the site, the search, dark or light.
import { element, type Markup } from "../../content/markdown/markup";
import type { Page, Section } from "./page";

export function topBar({ section, query }: Page): Markup {
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
