// Code with numbered lines, each of which can be linked to.

import { highlightedLines, languageOf } from "../../content/markdown/highlight";
import { element, Markup } from "../../content/markdown/markup";

/** @param linked false where the same page has several: an id is for one. */
export function codeTable(
  text: string,
  path: string,
  { linked = true }: { readonly linked?: boolean } = {},
): Markup {
  const lines = highlightedLines(text.trimEnd(), languageOf(path));
  // One element a line: the number is drawn by the style, and copies no digit.
  const numbered = lines.map((line, index) => {
    const id = linked ? ` id="L${index + 1}"` : "";
    return `<span class="line"${id}>${line}\n</span>`;
  });
  return element(
    "pre",
    { class: "numbered", tabindex: 0, role: "region", "aria-label": path },
    element("code", { class: "hljs" }, new Markup(numbered.join(""))),
  );
}
