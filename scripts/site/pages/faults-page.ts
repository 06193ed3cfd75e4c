// What each step survives: the matrix of this machine's newest run, else what is claimed.

import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { memoizeByMtime } from "../../content/memoize-by-mtime";
import { categories, type Fault } from "../../probes/probe";
import { keptFiles, readKept } from "../../probes/results/store";
import { faultSections } from "../reports/faults-report";
import type { Page } from "./page";

const read = memoizeByMtime(readKept);

export function faultsPage(): Page {
  return {
    title: "Faults",
    section: "faults",
    madeFrom: ["results"],
    main: [
      element("h1", {}, "Faults"),
      element(
        "p",
        { class: "lede" },
        "What happens to servers in the wild, done to every step on purpose: what it survives, and how it falls otherwise.",
      ),
      newestRun() ?? claims(),
    ],
  };
}

/** One of several steps says more than one of a single step. */
function newestRun(): Markup | undefined {
  const runs = keptFiles()
    .map(read)
    .filter((run) => run?.complete);
  const run = runs.find((each) => (each?.servers.length ?? 0) > 1) ?? runs[0];
  return run && element("div", { class: "report" }, faultSections(run));
}

function claims(): Child {
  // Each fault is a module with servers and clients behind it.
  const list: typeof import("../../probes/catalogue") = require("../../probes/catalogue");
  return [
    element(
      "p",
      {},
      "Not run on this machine yet, so this is what is claimed: since which step a fault is survived. To see it happen: ",
      element("kbd", {}, "npm run faults"),
    ),
    categories.map((category) => section(category, list.faults)),
  ];
}

function section(category: string, faults: readonly Fault[]): Markup {
  const rows = faults
    .filter((fault) => fault.category === category)
    .map(({ name, does, survivedSince }) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, name.replaceAll("-", " ")),
        element("td", {}, does),
        element("td", {}, survivedSince),
      ),
    );
  const label = { role: "region", "aria-label": `Faults: ${category}` };
  const heads = ["fault", "what is done", "since step"].map((head) =>
    element("th", { scope: "col" }, head),
  );
  return element(
    "section",
    {},
    element("h2", {}, category),
    element(
      "div",
      { class: "scroll", tabindex: 0, ...label },
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, heads)),
        element("tbody", {}, rows),
      ),
    ),
  );
}
