// The whole server of a step, file by file, each with the step that it is from.
import { directoryName, type Step, steps } from "../../../steps/steps";
import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { headerOf } from "../../eject/modules";
import { firstToRead, type SourceFile } from "../../eject/server";
import { stepServer } from "../step-servers";
import { compareUrl, serverUrl, stepNamed } from "../urls";
import { codeTable } from "./code-tables";
import type { Page } from "./page";

/** Undefined where the server has no such file. */
export function serverPage(step: Step, path: string): Page | undefined {
  const server = stepServer(step);
  const { files } = server;
  const wanted = path || firstToRead(server);
  const file = files.find((each) => each.path === wanted);
  if (!file) return undefined;
  return {
    title: `${file.path} of step ${step.number}`,
    section: "steps",
    step: step.number,
    wide: true,
    madeFrom: ["steps/"],
    main: [
      element(
        "header",
        { class: "opening" },
        element("p", { class: "label" }, `Step ${step.number}: ${step.title}`),
        element("h1", {}, "The whole server"),
        element("p", { class: "soft" }, inWords(files, step)),
        ways(step),
      ),
      element(
        "div",
        { class: "server" },
        tree(files, step, file),
        element("section", { "aria-label": file.path }, shownFile(file, step)),
      ),
    ],
  };
}

function inWords(files: readonly SourceFile[], step: Step): string {
  const own = files.filter(
    ({ origin }) => originStep(origin)?.number === step.number,
  ).length;
  const lines = files.reduce(
    (sum, { text }) => sum + text.trimEnd().split("\n").length,
    0,
  );
  return `${files.length} files, ${lines} lines; ${own} of the files are of this step, the others of those before it.`;
}

function ways(step: Step): Markup {
  const links = steps
    .filter((other) => other !== step)
    .map(
      (other): Child => [
        " ",
        element(
          "a",
          {
            href:
              other.number < step.number
                ? compareUrl(other, step)
                : compareUrl(step, other),
          },
          other.number,
        ),
      ],
    );
  return element("p", { class: "soft" }, "Against step", links);
}

function tree(
  files: readonly SourceFile[],
  step: Step,
  shown: SourceFile,
): Markup {
  const items = files.map((file) => {
    const origin = originStep(file.origin);
    const isOwn = origin?.number === step.number;
    return element(
      "li",
      { class: isOwn ? "own" : undefined },
      element(
        "a",
        {
          href: serverUrl(step, file.path),
          "aria-current": file === shown ? "page" : undefined,
        },
        file.path.replace(/^src\//, ""),
      ),
      element(
        "span",
        { class: "origin" },
        element("span", { class: "visually-hidden" }, "of step "),
        origin?.number,
      ),
    );
  });
  return element(
    "nav",
    { class: "tree", "aria-label": "Files of the server" },
    element("p", { class: "label" }, "src/, and the step of each file"),
    element("ul", {}, items),
  );
}

function shownFile({ path, origin, text }: SourceFile, step: Step): Child {
  const from = originStep(origin);
  const words =
    from === step ? "New in this step: " : `From step ${from?.number}: `;
  return [
    element("h2", { class: "file" }, path),
    element("p", { class: "soft" }, headerOf(text)),
    element(
      "p",
      { class: "soft" },
      words,
      element("a", { href: `/${origin}` }, origin),
    ),
    codeTable(text, path),
  ];
}

function originStep(origin: string): Step | undefined {
  const [, folder = ""] = origin.split("/");
  return (
    steps.find((step) => directoryName(step) === folder) ?? stepNamed(folder)
  );
}
