// The steps at the side, with how far the reader has come.

import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import type { Stage } from "../../exercises/journey";
import { exerciseUrl, lessonUrl } from "../urls";
import type { Page } from "./page";

export function sidebar(stages: readonly Stage[], page: Page): Markup {
  const items = stages.map((stage) => item(stage, page));
  return element(
    "nav",
    { class: "side", "aria-label": "Steps" },
    element("ol", {}, items),
  );
}

function item({ step, exercise }: Stage, page: Page): Markup {
  const isHere = step.number === page.step;
  return element(
    "li",
    { class: isHere ? "here" : undefined },
    element(
      "a",
      {
        href: lessonUrl(step),
        "aria-current": isHere && page.section === "steps" ? "true" : undefined,
      },
      element("span", { class: "number" }, step.number),
      element("span", { class: "title" }, step.title),
    ),
    element(
      "a",
      { href: exerciseUrl(step), class: "state" },
      stateIcon(exercise.state, step.number),
    ),
  );
}

/** An icon, with its words for whoever cannot see it. */
export function stateIcon(
  state: Stage["exercise"]["state"],
  number: number,
): Child {
  const words = `Exercise ${number}: ${state}`;
  return [
    element(
      "span",
      { class: `mark ${state}`, "aria-hidden": "true" },
      icons[state],
    ),
    element("span", { class: "visually-hidden" }, words),
  ];
}

const icons = { untouched: "○", started: "◐", passed: "●" } as const;
