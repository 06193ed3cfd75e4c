// A file of the repository, or a folder's list of them.

import { renderMarkdown } from "../../content/markdown/markdown";
import { type Child, element, Markup } from "../../content/markdown/markup";
import { headerOf } from "../../eject/modules";
import { pageLink, stepNamed } from "../urls";
import { codeTable } from "./code-table";
import type { Page } from "./page";

/** @param names of the folders down to the file, and its own */
export function filePage(names: readonly string[], text: string): Page {
  const path = names.join("/");
  const name = names.at(-1) ?? "";
  const isText = name.endsWith(".md");
  const job = isText ? "" : headerOf(text);
  return {
    title: path,
    ...place(names),
    wide: !isText,
    madeFrom: [path],
    main: [
      crumbs(names),
      isText ? undefined : element("h1", { class: "file" }, name),
      job ? element("p", { class: "lede" }, job) : undefined,
      isText ? prose(text) : codeTable(text, path),
    ],
  };
}

export function folderPage(
  names: readonly string[],
  { folders, files }: { folders: readonly string[]; files: readonly string[] },
): Page {
  const path = names.join("/");
  const items = [...folders.map((name) => `${name}/`), ...files].map((name) =>
    element(
      "li",
      {},
      element(
        "a",
        { href: `/${path}/${encodeURIComponent(name).replace(/%2F$/, "/")}` },
        name,
      ),
    ),
  );
  return {
    title: path,
    ...place(names),
    madeFrom: [`${path}/`],
    main: [
      crumbs(names),
      element("h1", { class: "file" }, names.at(-1)),
      element("ul", { class: "listing" }, items),
    ],
  };
}

function prose(text: string): Markup {
  const { html } = renderMarkdown(text, { link: pageLink });
  return element("div", { class: "text" }, new Markup(html));
}

function place([first, second = ""]: readonly string[]) {
  const step = stepNamed(second);
  const isOfStep = step && first !== "scripts" && /^\d\d-/.test(second);
  return isOfStep ? { step: step.number, section: "steps" as const } : {};
}

/** The folders above, each a link. */
function crumbs(names: readonly string[]): Markup {
  const above = names
    .slice(0, -1)
    .map(
      (name, index): Child => [
        element(
          "a",
          { href: `/${names.slice(0, index + 1).join("/")}/` },
          name,
        ),
        " / ",
      ],
    );
  return element("nav", { class: "crumbs", "aria-label": "Folders" }, above);
}
