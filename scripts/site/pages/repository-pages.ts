// The page of a path in the repository: a lesson, an exercise, a file or a folder.
import { directoryName, type Step } from "../../../steps/steps";
import { renderMarkdown } from "../../content/markdown/markdown";
import { type Child, element, Markup } from "../../content/markdown/markup";
import { headerOf } from "../../eject/modules";
import { findInRepository, readShown } from "../repository-files";
import { pageLink, stepNamed } from "../urls";
import { codeTable } from "./code-tables";
import { exercisePage } from "./exercise-page";
import { hasLesson, lessonPage } from "./lesson-page";
import type { Page } from "./page";

/** The proper address of a page that was requested by another one. */
interface Elsewhere {
  readonly elsewhere: string;
}

/**
 * Undefined where there is nothing.
 *
 * @param names of the path; the last is empty where a slash ends it
 */
export function repositoryPage(
  names: readonly string[],
): Page | Elsewhere | undefined {
  const endsInSlash = names.at(-1) === "";
  const path = names.filter((name, index) => !isImplied(name, index, names));
  const [top, name = ""] = path;
  const step = path.length === 2 ? stepNamed(name) : undefined;
  if (step && (top === "steps" || top === "exercises")) {
    const address = `/${top}/${directoryName(step)}/`;
    if (`/${names.join("/")}` !== address) return { elsewhere: address };
    const page = pageOfStep(step, top);
    if (page) return page;
  }
  const there = findInRepository(path);
  if (there?.kind === "folder") {
    // Its links are relative to the folder, which a slash ends.
    if (!endsInSlash) return { elsewhere: `/${path.join("/")}/` };
    return folderPage(path, there);
  }
  const text = there && !endsInSlash ? readShown(there.file) : undefined;
  return text === undefined ? undefined : filePage(path, text);
}

/** A slash at the end, and the README that is a folder's page. */
function isImplied(
  name: string,
  index: number,
  { length }: readonly string[],
): boolean {
  const isLast = index === length - 1;
  return isLast && (name === "" || (length === 3 && name === "README.md"));
}

function pageOfStep(step: Step, top: "steps" | "exercises"): Page | undefined {
  if (top === "exercises") return exercisePage(step);
  return hasLesson(step) ? lessonPage(step) : undefined;
}

/** @param names of the folders down to the file, and its own */
function filePage(names: readonly string[], text: string): Page {
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

function folderPage(
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
