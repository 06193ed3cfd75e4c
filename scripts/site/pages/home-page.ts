// The front door: what is next, and every step with how far the reader has come.

import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import {
  journey,
  type Next,
  nextThing,
  type Stage,
} from "../../exercises/journey";
import { exerciseUrl, lessonUrl, serverUrl } from "../urls";
import type { Page } from "./page";
import { stateIcon } from "./page-frame";

export function homePage(): Page {
  const stages = journey();
  return {
    title: "The steps",
    section: "steps",
    madeFrom: ["steps/steps.ts", "exercises/"],
    main: [
      element("h1", { class: "large" }, "Express at Scale"),
      element(
        "p",
        { class: "lede" },
        "One naive server, evolved in small steps into one that survives production. Every claim can be run again, here.",
      ),
      nextCard(stages, nextThing(stages)),
      element("h2", {}, "The steps"),
      element("p", { class: "soft" }, progressInWords(stages)),
      element("ol", { class: "steps" }, stages.map(stepRow)),
    ],
  };
}

function nextCard(stages: readonly Stage[], { command, why }: Next): Markup {
  const number = Number(/ (\d+)$/.exec(command)?.[1]);
  const stage = stages.find(({ step }) => step.number === number);
  const isExercise = command.startsWith("npm run check");
  const isLesson = command.startsWith("npm run step");
  return element(
    "section",
    { class: "next", "aria-label": "What to do next" },
    element("p", { class: "label" }, "Next"),
    stage &&
      element(
        "p",
        { class: "what" },
        isExercise
          ? link(exerciseUrl(stage.step), `Exercise ${number}`)
          : link(lessonUrl(stage.step), `Step ${number}: ${stage.step.title}`),
      ),
    element(
      "p",
      {},
      isLesson ? "Read its lesson, run its server, do its exercise." : why,
    ),
    element("p", { class: "type" }, element("kbd", {}, command)),
  );
}

const listed = new Intl.ListFormat("en-GB");

function stepRow({ step, exercise, lesson }: Stage): Markup {
  const { number, title, idea, minutes, services } = step;
  return element(
    "li",
    { class: exercise.state },
    element("span", { class: "number", "aria-hidden": "true" }, number),
    element(
      "div",
      {},
      element(
        "h3",
        {},
        lesson ? link(lessonUrl(step), title) : title,
        stateIcon(exercise.state, number),
      ),
      element("p", {}, idea),
      element(
        "p",
        { class: "soft links" },
        `${minutes.lesson} min, `,
        link(exerciseUrl(step), `exercise ${number}`),
        ` ${minutes.exercise} min, `,
        link(serverUrl(step), `server ${number}`),
        services.length > 0 ? ` with ${listed.format(services)}` : "",
      ),
    ),
  );
}

function progressInWords(stages: readonly Stage[]): string {
  const passed = stages.filter(
    ({ exercise }) => exercise.state === "passed",
  ).length;
  const left = stages
    .filter(({ exercise }) => exercise.state !== "passed")
    .reduce(
      (sum, { step }) => sum + step.minutes.lesson + step.minutes.exercise,
      0,
    );
  if (passed === stages.length) return "Every exercise passes.";
  const hours = Math.round(left / 30) / 2;
  return `${passed} of ${stages.length} exercises pass; about ${hours} hours to go.`;
}

function link(href: string, words: Child): Markup {
  return element("a", { href }, words);
}
