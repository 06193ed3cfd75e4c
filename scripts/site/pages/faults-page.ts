// What each step survives: the matrix of this machine's newest run, else what is claimed.

import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { memoizeByMtime } from "../../content/memoize-by-mtime";
import { categories, type Fault } from "../../probes/probe";
import type { ResultsFile } from "../../probes/results/results-file";
import { keptFiles, readKept } from "../../probes/results/store";
import { faultSections } from "../reports/faults-report";
import { lessonUrl } from "../urls";
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
      outcomes(),
    ],
  };
}

/** A server of the user's own stands beside the steps, and not in their place. */
function outcomes(): Child {
  const runs = keptFiles()
    .map(read)
    .filter((run) => run?.complete);
  const ofSteps = runs.filter((run) => run?.servers.some(isStep));
  // One of several steps says more than one of a single step.
  const steps =
    ofSteps.find((run) => (run?.servers.length ?? 0) > 1) ?? ofSteps[0];
  const own = runs.find((run) => run && !run.servers.some(isStep));
  if (!steps) return [own && report(own), claims()];
  return report(own ? beside(steps, own) : steps);
}

function isStep({ step }: ResultsFile["servers"][number]): boolean {
  return step !== null;
}

function report(run: ResultsFile): Markup {
  return element("div", { class: "report" }, faultSections(run, lessonUrl));
}

function beside(steps: ResultsFile, own: ResultsFile): ResultsFile {
  const names = new Set(steps.faults.map(({ name }) => name));
  const others = own.faults.filter(({ name }) => !names.has(name));
  return {
    ...steps,
    faults: [...steps.faults, ...others],
    servers: [...steps.servers, ...own.servers],
  };
}

function claims(): Child {
  // Each fault is a module with servers and clients behind it.
  const list: typeof import("../../probes/catalogue") = require("../../probes/catalogue");
  return [
    element(
      "p",
      {},
      "The steps have not been attacked on this machine yet, so this is what is claimed: since which step a fault is survived. To see it happen: ",
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
