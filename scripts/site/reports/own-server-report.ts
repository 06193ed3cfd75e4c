// What came of the faults on a server of one's own: each fall in three lines, the rest folded.
import { directoryName, type Step, steps } from "../../../steps/steps";
import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import type {
  Attacked,
  FaultRecord,
  OutcomeRecord,
} from "../../probes/results/results-file";
import {
  inapplicableByReason,
  outcomeInWords,
  sumUp,
} from "../../probes/results/words";

/** The address of a lesson; undefined in a file that stands alone. */
export type LessonLink = (step: Step) => string | undefined;

export function ownServerSection(
  server: Attacked,
  faults: readonly FaultRecord[],
  lessonLink: LessonLink,
): Markup {
  const outcomeOf = ({ name }: FaultRecord) =>
    server.outcomes.find((one) => one.fault === name);
  const ofVerdict = (verdict: OutcomeRecord["verdict"]) =>
    faults.flatMap((fault) => {
      const outcome = outcomeOf(fault);
      return outcome?.verdict === verdict ? [{ fault, outcome }] : [];
    });
  const fallen = ofVerdict("fell");
  const survived = ofVerdict("survived");
  return element(
    "section",
    {},
    element("h2", {}, `${server.name} ${sumUp(server)}`),
    fallen.map(({ fault, outcome }) => fall(fault, outcome, lessonLink)),
    folded(
      `Survived: ${survived.length}`,
      survived.map(({ fault, outcome }) => [fault.name, outcome.observed]),
    ),
    folded(
      `Not applicable: ${ofVerdict("not applicable").length}`,
      inapplicableByReason(server).map(([reason, names]) => [
        reason,
        names.join(", "),
      ]),
    ),
  );
}

/** What happened, why, and the smallest change that survives it. */
function fall(
  fault: FaultRecord,
  outcome: OutcomeRecord,
  lessonLink: LessonLink,
): Child {
  const { why, change = fault.change } = outcome;
  const { surviving, survivedSince, lesson = survivedSince } = fault;
  const step = steps.find(({ number }) => number === lesson);
  return [
    element("h3", { id: `your-${fault.name}` }, fault.name),
    element(
      "ul",
      { class: "outcomes" },
      element("li", {}, `${fault.does} ${sentence(outcomeInWords(outcome))}`),
      why === undefined
        ? undefined
        : element("li", {}, element("b", {}, "Why: "), why),
      element(
        "li",
        {},
        element("b", {}, change ? "Change: " : "To survive: "),
        change ?? surviving,
        step === undefined ? undefined : [" Lesson: ", named(step, lessonLink)],
      ),
    ),
  ];
}

function named(step: Step, lessonLink: LessonLink): Child {
  const href = lessonLink(step);
  return href === undefined
    ? element("code", {}, `steps/${directoryName(step)}/README.md`)
    : element("a", { href }, `step ${step.number}, ${step.title}`);
}

function folded(
  title: string,
  lines: readonly (readonly [string, string])[],
): Child {
  if (lines.length === 0) return undefined;
  return element(
    "details",
    {},
    element("summary", {}, title),
    element(
      "ul",
      { class: "outcomes" },
      lines.map(([first, rest]) =>
        element("li", {}, element("b", {}, `${first}: `), rest),
      ),
    ),
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
