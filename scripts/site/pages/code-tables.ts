// Code as lines with numbers, each of which can be linked to; and two texts beside each other.
import { structuredPatch } from "diff";
import { highlightedLines, languageOf } from "../../content/markdown/highlight";
import { element, Markup } from "../../content/markdown/markup";

/**
 * Code with numbered lines.
 *
 * @param linked false where the same page has several: an id is for one.
 */
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

/** Lines that stand around a change. */
const CONTEXT = 4;

export function sideBySide(
  before: string,
  after: string,
  path: string,
): Markup {
  const language = languageOf(path);
  const old = highlightedLines(before, language);
  const newer = highlightedLines(after, language);
  const { hunks } = structuredPatch("", "", before, after, "", "", {
    context: CONTEXT,
  });
  const bodies = hunks.map((hunk) => {
    const rows = rowsOf(hunk).map((row) => rowMarkup(row, old, newer));
    return element("tbody", {}, rows);
  });
  const table = element(
    "table",
    { class: "diff" },
    element(
      "colgroup",
      {},
      ["no", "text", "no", "text"].map((name) =>
        element("col", { class: name }),
      ),
    ),
    bodies,
  );
  const label = { role: "region", "aria-label": `Changes of ${path}` };
  return element("div", { class: "scroll", tabindex: 0, ...label }, table);
}

/** Line numbers, counted from 1; undefined where a side has no such line. */
interface Row {
  readonly old: number | undefined;
  readonly newer: number | undefined;
  readonly same: boolean;
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly string[];
}

/** What was taken out stands beside what came in for it. */
function rowsOf({ oldStart, newStart, lines }: Hunk): Row[] {
  const rows: Row[] = [];
  let [old, newer] = [oldStart, newStart];
  let gone: number[] = [];
  let come: number[] = [];
  const flush = () => {
    const length = Math.max(gone.length, come.length);
    for (let index = 0; index < length; index += 1) {
      rows.push({ old: gone[index], newer: come[index], same: false });
    }
    [gone, come] = [[], []];
  };
  for (const line of lines) {
    if (line.startsWith("-")) gone.push(old++);
    else if (line.startsWith("+")) come.push(newer++);
    else if (line.startsWith(" ")) {
      flush();
      rows.push({ old: old++, newer: newer++, same: true });
    }
  }
  flush();
  return rows;
}

function rowMarkup(
  row: Row,
  old: readonly string[],
  newer: readonly string[],
): Markup {
  return element(
    "tr",
    {},
    cells(row.old, old, row.same ? undefined : "del"),
    cells(row.newer, newer, row.same ? undefined : "ins"),
  );
}

/** A number and a line; a change is an `ins` or `del`, for screen readers too. */
function cells(
  number: number | undefined,
  lines: readonly string[],
  mark: "del" | "ins" | undefined,
): Markup[] {
  if (number === undefined) {
    return [element("td", { class: "no" }), element("td", { class: "none" })];
  }
  const code = element(
    "code",
    { class: "hljs" },
    new Markup(lines[number - 1] ?? ""),
  );
  return [
    element("td", { class: "no" }, number),
    element("td", { class: mark }, mark ? element(mark, {}, code) : code),
  ];
}
