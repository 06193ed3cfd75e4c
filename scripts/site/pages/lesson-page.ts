// A lesson, with what belongs to its step around it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { referenceFolder } from "../../bench/reference/reference";
import { type Heading, renderMarkdown } from "../../content/markdown/markdown";
import { type Child, element, Markup } from "../../content/markdown/markup";
import { memoizeByMtime } from "../../content/memoize-by-mtime";
import { deckFile } from "../../content/slides/deck";
import { stepDirectory } from "../../servers/host/paths";
import { readText } from "../../servers/host/read-text";
import {
  compareUrl,
  exerciseUrl,
  lessonUrl,
  pageLink,
  serverUrl,
  slidesUrl,
} from "../urls";
import type { Page } from "./page";

const render = memoizeByMtime((file) => {
  const text = readText(file);
  // Its heading is said by the page.
  const body = text.replace(/^# .*\n/, "");
  return renderMarkdown(body, { link: pageLink });
});

export function lessonPage(step: Step): Page {
  const { html, headings } = render(lessonFile(step));
  const { number, title, idea } = step;
  return {
    title: `Step ${number}: ${title}`,
    section: "steps",
    step: number,
    madeFrom: [`steps/${directoryName(step)}/`],
    aside: contents(headings),
    main: [
      element(
        "header",
        { class: "opening" },
        element("p", { class: "label" }, `Step ${number} of ${steps.length}`),
        element("h1", {}, title),
        element("p", { class: "lede" }, idea),
        facts(step),
      ),
      element("div", { class: "text" }, new Markup(html)),
      nextLinks(step),
    ],
  };
}

export function hasLesson(step: Step): boolean {
  return existsSync(lessonFile(step));
}

function lessonFile(step: Step): string {
  return join(stepDirectory(step), "README.md");
}

function facts(step: Step): Markup {
  const { number, minutes } = step;
  const before = steps[steps.indexOf(step) - 1];
  const has = (name: string) => existsSync(join(referenceFolder(step), name));
  const items: Child[] = [
    element("kbd", {}, `npm run step ${number}`),
    `${minutes.lesson} minutes`,
    link(serverUrl(step), "The whole server"),
    before && link(compareUrl(before, step), `Against step ${before.number}`),
    has("results.json") && link(`/results/#step-${number}`, "Results"),
    deckFile(directoryName(step)) &&
      link(slidesUrl(directoryName(step)), "Slides"),
  ].filter((item) => item !== undefined && item !== false);
  return element(
    "ul",
    { class: "facts" },
    items.map((item) => element("li", {}, item)),
  );
}

/** The table of contents of a lesson or an exercise. */
export function contents(headings: readonly Heading[]): Child {
  const items = headings
    .filter(({ level }) => level === 2)
    .map(({ id, text }) => element("li", {}, link(`#${id}`, text)));
  if (items.length < 2) return undefined;
  return element(
    "nav",
    { "aria-label": "On this page" },
    element("p", { class: "label" }, "On this page"),
    element("ul", {}, items),
  );
}

function nextLinks(step: Step): Markup {
  const next = steps[steps.indexOf(step) + 1];
  return element(
    "nav",
    { class: "next-links", "aria-label": "Way on" },
    element(
      "a",
      { href: exerciseUrl(step) },
      element("span", { class: "label" }, `${step.minutes.exercise} minutes`),
      element("span", {}, `Exercise ${step.number}: ${step.exercise}`),
    ),
    next &&
      element(
        "a",
        { href: lessonUrl(next) },
        element("span", { class: "label" }, "Next step"),
        element("span", {}, `${next.number}: ${next.title}`),
      ),
  );
}

function link(href: string, words: string): Markup {
  return element("a", { href }, words);
}
