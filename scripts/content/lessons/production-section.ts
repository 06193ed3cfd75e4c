// Demands of a lesson that it ends with the libraries that do in production what its step does by hand.
import type { Lesson } from "./read-lesson";

const HEADING = "In production, take …";
/** The exercise follows: the section is the last of the lesson proper. */
const NEXT = "Your turn";
/** The two steps before it have nothing that a library would do for them. */
const FIRST_STEP = 3;

/** One line for each, which begins with the place. */
export function productionProblems({ name, text, links }: Lesson): string[] {
  const [, step = "0"] = /^steps\/(\d\d)-/.exec(name) ?? [];
  if (Number(step) < FIRST_STEP) return [];
  const lines = text.split("\n");
  const start = lines.indexOf(`## ${HEADING}`);
  if (start < 0) return [`${name} has no section “${HEADING}”`];
  const length = lines.slice(start + 1).findIndex((it) => it.startsWith("## "));
  const end = length < 0 ? lines.length : start + 1 + length;

  // A mention's line is that of its paragraph, counted from 1.
  const isNamed = links.some(
    ({ text: target, line }) =>
      line > start + 1 && line <= end && target.startsWith("https://"),
  );
  const problems = [
    lines[end] === `## ${NEXT}` ? undefined : `is not in front of “${NEXT}”`,
    isNamed ? undefined : "links to no library",
    /\bours?\b/i.test(lines.slice(start + 1, end).join("\n"))
      ? undefined
      : "does not say what ours does that the libraries do not",
  ];
  return problems.flatMap((problem) =>
    problem ? [`${name}:${start + 1} “${HEADING}” ${problem}`] : [],
  );
}
