// What changed between the servers of two steps, side by side.
import { type Step, steps } from "../../../steps/steps";
import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { compare, type FileChange } from "../../eject/compare";
import { packagesOf, type SourceFile } from "../../eject/server";
import { stepServer } from "../step-servers";
import { codeTable, sideBySide } from "./code-tables";
import type { Page } from "./page";

export function comparePage(from: Step, to: Step): Page {
  const before = stepServer(from).files;
  const after = stepServer(to).files;
  const changes = compare(before, after);
  const differing = changes.filter(({ status }) => status !== "same");
  return {
    title: `Step ${from.number} against step ${to.number}`,
    section: "compare",
    wide: true,
    madeFrom: ["steps/"],
    main: [
      element(
        "header",
        { class: "opening" },
        element("h1", {}, `Step ${from.number} → step ${to.number}`),
        element("p", { class: "lede" }, `${from.title} → ${to.title}`),
        chooser(from, to),
      ),
      summary(changes, packagesBetween(before, after)),
      differing.map((change) => fileSection(change, before, after)),
    ],
  };
}

function chooser(from: Step, to: Step): Markup {
  return element(
    "form",
    { action: "/compare/", class: "chooser" },
    select("from", "Step", from),
    select("to", "against step", to),
    element("button", {}, "Compare"),
  );
}

function select(name: string, words: string, chosen: Step): Markup {
  const options = steps.map((step) =>
    element(
      "option",
      { value: step.number, selected: step === chosen ? "" : undefined },
      `${step.number} ${step.title}`,
    ),
  );
  return element(
    "label",
    {},
    `${words} `,
    element("select", { name }, options),
  );
}

function summary(changes: readonly FileChange[], packages: string): Markup {
  const differing = changes.filter(({ status }) => status !== "same");
  if (differing.length === 0) {
    return element("p", { class: "lede" }, "They are the same.");
  }
  const same = changes.length - differing.length;
  const items = differing.map(({ path, status, linesAdded, linesRemoved }) =>
    element(
      "li",
      { class: status },
      element("a", { href: `#${path}` }, path),
      ` ${words[status]} `,
      amount("plus", "+", linesAdded),
      amount("minus", "−", linesRemoved),
    ),
  );
  return element(
    "section",
    { class: "changes", "aria-label": "Changed files" },
    element("ul", {}, items),
    element(
      "p",
      { class: "soft" },
      `${same} other ${same === 1 ? "file is" : "files are"} the same.${packages}`,
    ),
  );
}

function amount(name: string, sign: string, lines: number): Child {
  if (lines === 0) return undefined;
  return element("span", { class: name }, `${sign}${lines} `);
}

const words = {
  added: "is new",
  changed: "changed",
  replaced: "was replaced",
  removed: "is gone",
  same: "is the same",
} as const;

function packagesBetween(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
): string {
  const [old, newer] = [packagesOf(before), packagesOf(after)];
  const added = newer.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !newer.includes(name));
  return [
    added.length > 0 ? ` New packages: ${added.join(", ")}.` : "",
    gone.length > 0 ? ` Packages gone: ${gone.join(", ")}.` : "",
  ].join("");
}

function fileSection(
  { path, status, from, to }: FileChange,
  before: readonly SourceFile[],
  after: readonly SourceFile[],
): Markup {
  const [old, newer] = [before, after].map(
    (files) => files.find((file) => file.path === path)?.text,
  );
  const origins: Child =
    from && to && from !== to
      ? [origin(from), " → ", origin(to)]
      : origin(to ?? from ?? "");
  return element(
    "section",
    { class: `change ${status}`, id: path },
    element("h2", { class: "file" }, path),
    element("p", { class: "soft" }, `It ${words[status]}: `, origins),
    old !== undefined && newer !== undefined
      ? sideBySide(old, newer, path)
      : codeTable(old ?? newer ?? "", path, { linked: false }),
  );
}

function origin(path: string): Markup {
  return element("a", { href: `/${path}` }, path);
}
