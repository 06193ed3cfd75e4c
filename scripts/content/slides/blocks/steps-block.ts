// All steps as a list, with the one that the deck is about marked.
import { steps } from "../../../../steps/steps";
import { element, type Markup } from "../../markdown/markup";
import type { BlockInput } from "./block";

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
