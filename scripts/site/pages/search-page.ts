// The results of a search: sections of the workshop that have all its words.
import { element, type Markup } from "../../content/markdown/markup";
import { documents } from "../search/documents";
import { type Hit, search } from "../search/search";
import type { Page } from "./page";

export function searchPage(query: string): Page {
  const hits = search(query, documents());
  return {
    title: query ? `Search: ${query}` : "Search",
    query,
    main: [
      element("h1", {}, "Search"),
      element("p", { class: "soft", role: "status" }, inWords(query, hits)),
      element("ol", { class: "hits" }, hits.map(hitItem)),
    ],
  };
}

function inWords(query: string, hits: readonly Hit[]): string {
  if (query.trim() === "") return "Type into the field above; / leads there.";
  if (hits.length === 0) return `Nothing has “${query}” in it.`;
  const places = hits.length === 1 ? "place has" : "places have";
  return `${hits.length} ${places} “${query}” in it.`;
}

function hitItem({ url, title, heading, extract }: Hit): Markup {
  const parts = extract.map(({ text, hit }) =>
    hit ? element("mark", {}, text) : text,
  );
  return element(
    "li",
    {},
    element("a", { href: url }, heading ? `${title} › ${heading}` : title),
    element("p", {}, parts),
  );
}
