// Blocks made from steps.ts: a step's exercise with its minutes, the list of all steps.

import { steps } from "../../../../steps/steps";
import { exerciseOf } from "../../../exercises/exercise";
import { element, type Markup } from "../../markdown/markup";
import { type BlockInput, BlockProblem } from "./block";

export function exerciseBlock({ step }: BlockInput): Markup {
  if (!step) throw new BlockProblem("is the exercise of no step");
  const { title, name } = exerciseOf(step);
  const { exercise: minutes } = step.minutes;
  return element(
    "div",
    { class: "exercise" },
    element("p", { class: "task" }, title),
    element("p", { class: "soft" }, element("code", {}, `exercises/${name}/`)),
    element("p", {}, element("kbd", {}, `npm run check ${step.number}`)),
    element(
      "p",
      {},
      element("kbd", {}, `npm run hint ${step.number}`),
      " when stuck",
    ),
    element(
      "p",
      { class: "countdown", "data-minutes": minutes, role: "timer" },
      `${minutes}:00`,
    ),
  );
}

export function stepsBlock({ step }: BlockInput): Markup {
  const items = steps.map((each) =>
    element(
      "li",
      { class: each === step ? "here" : undefined },
      element("span", { class: "number" }, each.number),
      element("span", {}, each.title),
    ),
  );
  return element("ol", { class: "journey" }, items);
}
