// The matrix as a picture: a row a fault, a column a server.
import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { categories } from "../../probes/probe";
import type { Attacked, FaultRecord } from "../../probes/results/results-file";
import {
  legend,
  markOf,
  NOT_APPLICABLE,
  outcomeInWords,
  sumUp,
} from "../../probes/results/words";

const NAMES = 150;
const CELL = 26;
const ROW = 17;
const HEAD = 20;

type Row = { readonly category: string } | { readonly fault: FaultRecord };

export function matrixPicture(
  servers: readonly Attacked[],
  faults: readonly FaultRecord[],
): Markup {
  const rows = rowsOf(faults);
  const width = NAMES + servers.length * CELL + 4;
  const height = HEAD + rows.length * ROW + 4;
  return element(
    "figure",
    { class: "matrix" },
    element(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        // An attribute and no style, which the site's policy would forbid.
        width: Math.round(width * 1.4),
        role: "img",
        "aria-label": servers.map((it) => `${it.name} ${sumUp(it)}`).join("; "),
      },
      servers.map(({ step }, column) =>
        element(
          "text",
          { class: "mark off", x: centreOf(column), y: HEAD - 6 },
          step ?? "you",
        ),
      ),
      rows.map((row, index) => drawn(row, HEAD + index * ROW, servers)),
    ),
    element(
      "figcaption",
      {},
      `${legend}   ${NOT_APPLICABLE} does not apply. Columns are steps. A frame: not as the step claims. In words below.`,
    ),
  );
}

function rowsOf(faults: readonly FaultRecord[]): Row[] {
  return categories.flatMap((category) => {
    const ofIt = faults.filter((fault) => fault.category === category);
    return ofIt.length === 0
      ? []
      : [{ category }, ...ofIt.map((fault) => ({ fault }))];
  });
}

function drawn(row: Row, y: number, servers: readonly Attacked[]): Child {
  if ("category" in row) {
    return element(
      "text",
      { class: "category", x: 0, y: y + 13 },
      row.category,
    );
  }
  const { name } = row.fault;
  return [
    element("text", { x: 8, y: y + 12 }, name),
    servers.map((server, column) => cell(server, name, column, y)),
  ];
}

function cell(
  { name, outcomes }: Attacked,
  fault: string,
  column: number,
  y: number,
): Child {
  const outcome = outcomes.find((one) => one.fault === fault);
  if (!outcome) return undefined;
  const { verdict, asClaimed } = outcome;
  const applies = verdict !== "not applicable";
  const box = { x: NAMES + column * CELL + 1, y: y + 1, rx: 2 };
  const size = { width: CELL - 2, height: ROW - 2 };
  const [kind = ""] = verdict.split(" ");
  return element(
    "g",
    {},
    element("title", {}, `${name}, ${fault}: ${outcomeInWords(outcome)}`),
    element("rect", { class: kind, ...box, ...size }),
    asClaimed === false
      ? element("rect", { class: "against", ...box, ...size })
      : undefined,
    element(
      "text",
      {
        class: applies ? "mark on" : "mark off",
        x: centreOf(column),
        y: y + 12,
      },
      markOf(outcome),
    ),
  );
}

function centreOf(column: number): number {
  return NAMES + column * CELL + CELL / 2;
}
