// An exercise: its task, its hints one after the other, its traps after a pass.
import { join } from "node:path";
import type { Step } from "../../../steps/steps";
import { codeBlock } from "../../content/markdown/fenced-block";
import { languageOf } from "../../content/markdown/highlight";
import { renderInline, renderMarkdown } from "../../content/markdown/markdown";
import { type Child, element, Markup } from "../../content/markdown/markup";
import { type Exercise, exerciseOf, readmeOf } from "../../exercises/exercise";
import { hintsOf } from "../../exercises/hints";
import { journey, type Stage } from "../../exercises/journey";
import { editableFiles } from "../../exercises/starters";
import { type Trap, trapsOf } from "../../exercises/traps";
import { readText } from "../../servers/host/read-text";
import { lessonUrl, pageLink } from "../urls";
import { contents } from "./lesson-page";
import type { Page } from "./page";

export function exercisePage(step: Step): Page {
  const exercise = exerciseOf(step);
  const { number, name, title } = exercise;
  const { before, after } = aroundHints(exercise);
  const { html, headings } = renderMarkdown(before, { link: pageLink });
  const more = renderMarkdown(after, { link: pageLink });
  const stage = journey().find((each) => each.step === step);
  const state = stage?.exercise.state ?? "untouched";
  return {
    title: `Exercise ${number}: ${title}`,
    section: "steps",
    step: number,
    madeFrom: [`exercises/${name}/`, `solutions/${name}/`],
    aside: contents([...headings, ...more.headings]),
    main: [
      element(
        "header",
        { class: "opening" },
        element("p", { class: "label" }, `Exercise ${number}`),
        element("h1", {}, title),
        standing(step, state),
      ),
      element("div", { class: "text" }, new Markup(html)),
      yourFiles(exercise),
      hints(exercise, stage?.exercise.hints ?? 0),
      state === "passed" ? traps(exercise) : undefined,
      after && element("div", { class: "text" }, new Markup(more.html)),
    ],
  };
}

/** The task, and what is left to do when it is done. */
function aroundHints(exercise: Exercise): { before: string; after: string } {
  const [before = "", rest = ""] = readmeOf(exercise)
    .replace(/^# .*\n/, "")
    .split(/^## Hints[ \t]*\r?$/m);
  const next = rest.search(/^## /m);
  return { before, after: next < 0 ? "" : rest.slice(next) };
}

function standing(step: Step, state: Stage["exercise"]["state"]): Markup {
  const words = {
    untouched: "Not begun.",
    started: "Begun.",
    passed: "Passed.",
  };
  return element(
    "ul",
    { class: "facts" },
    element("li", { class: `standing ${state}` }, words[state]),
    element("li", {}, element("kbd", {}, `npm run check ${step.number}`)),
    element("li", {}, `${step.minutes.exercise} minutes`),
    element(
      "li",
      {},
      element(
        "a",
        { href: lessonUrl(step) },
        `Its lesson, step ${step.number}`,
      ),
    ),
  );
}

function yourFiles(exercise: Exercise): Markup {
  const items = editableFiles(exercise).map((file) =>
    element(
      "li",
      {},
      element("a", { href: `/exercises/${exercise.name}/${file}` }, file),
    ),
  );
  return element(
    "section",
    { class: "text" },
    element("h2", { id: "files" }, "Yours to edit"),
    element("ul", {}, items),
  );
}

/** Those that were asked for, here or in the terminal, and the next one. */
function hints(exercise: Exercise, shown: number): Markup | undefined {
  const all = hintsOf(exercise);
  if (all.length === 0) return undefined;
  const open = all.slice(0, shown).map((text, index) => {
    const { html } = renderMarkdown(text, { link: pageLink });
    return element(
      "details",
      { open: "", class: "hint" },
      element("summary", {}, `Hint ${index + 1}`),
      element("div", {}, new Markup(html)),
    );
  });
  return element(
    "section",
    { class: "text" },
    element("h2", { id: "hints" }, "Hints"),
    open,
    shown < all.length
      ? nextHint(exercise, shown + 1, all.length)
      : element("p", { class: "soft" }, "There are no more hints."),
  );
}

function nextHint({ name }: Exercise, number: number, of: number): Markup {
  return element(
    "form",
    { method: "post", action: `/exercises/${name}/hints/${number}#hints` },
    element("button", {}, `Show hint ${number} of ${of}`),
  );
}

function traps(exercise: Exercise): Markup {
  return element(
    "section",
    { class: "text" },
    element("h2", { id: "traps" }, "Traps: answers that look right"),
    element(
      "p",
      {},
      "Your exercise passes. These answers look right as well, and the tests catch them. ",
      element("a", { href: `/solutions/${exercise.name}/` }, "The solution"),
      " is there to be read, too.",
    ),
    trapsOf(exercise).map(trap),
  );
}

function trap({ name, folder, files, wrong, caughtBy }: Trap): Markup {
  const codes: Child[] = files.map((file) => {
    const text = readText(join(folder, file));
    // What its comment says stands above.
    const code = text.replace(/^(\/\/.*\n)+\n*/, "").trimEnd();
    return [
      element("p", { class: "soft" }, file),
      codeBlock(code, languageOf(file)),
    ];
  });
  return element(
    "details",
    { class: "trap" },
    element("summary", {}, name.replaceAll("-", " ")),
    element("p", {}, new Markup(renderInline(wrong))),
    element("p", { class: "soft" }, "Caught by: ", caughtBy),
    codes,
  );
}
