// The figures of a contrast as a table.

import type { Row } from "../../../bench/summary/rows";
import type { ContrastSummary } from "../../../bench/summary/summarise";
import { timesWithin } from "../../../bench/verdicts/format";
import { element, type Markup } from "../../../content/markdown/markup";

export function figuresTable(
  { a, b, rows, timed, workload }: ContrastSummary,
  confidence: number,
): Markup {
  const interval = `${b} / ${a} (${Math.round(confidence * 100)} % interval)`;
  const heads = ["", a, b, ...(timed ? [interval] : [])].map((head) =>
    element("th", { scope: "col" }, head),
  );
  const body = rows.map((row) => tableRow(row, timed !== undefined));
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, heads)),
    element("tbody", {}, body),
  );
  // Wider than a phone: scrolled by touch, and by keys.
  const label = { role: "region", "aria-label": `Figures of ${workload}` };
  return element("div", { class: "scroll", tabindex: 0, ...label }, table);
}

function tableRow(row: Row, hasRatio: boolean): Markup {
  const ratio = row.comparison ? timesWithin(row.comparison) : "";
  return element(
    "tr",
    row.judged ? { class: "judged" } : {},
    element("th", { scope: "row" }, row.label),
    element("td", {}, row.a),
    element("td", {}, row.b),
    hasRatio ? element("td", {}, ratio) : undefined,
  );
}
