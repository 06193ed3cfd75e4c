// Finds lessons of a server in pieces that do not say where it is whole, or what became of app.ts.
import { directoryName, type Step } from "../../../steps/steps";
import { siteAddress } from "../../servers/host/paths";
import { changedLines, stepBefore } from "../changes";
import { parseInfo } from "../markdown/fence";
import { type Lesson, type Mention, stepOf } from "./read-lesson";

/** From which step on a lesson says where its whole server is to be read. */
const FIRST_IN_PIECES = 5;
/** And from which on it shows what became of app.ts. */
const FIRST_WITH_CHANGES = 7;
/** How far down a reader still is at the beginning. */
const FIRST_LINES = 8;

/** One line for each; none for a lesson of a server that has few pieces. */
export function wholeServerProblems(lesson: Lesson): string[] {
  const step = stepOf(lesson);
  if (!step || step.number < FIRST_IN_PIECES) return [];
  const { name, inlineCode, links, blocks } = lesson;
  const begins = ({ line, text }: Mention, wanted: string) =>
    line <= FIRST_LINES && text === wanted;
  const folder = `.workshop/servers/${directoryName(step)}/`;
  const page = `${siteAddress}/servers/${step.number}/`;
  const problems = [
    ...(inlineCode.some((each) => begins(each, folder))
      ? []
      : [`${name} does not begin with \`${folder}\``]),
    ...(links.some((each) => begins(each, page))
      ? []
      : [`${name} does not begin with a link to ${page}`]),
  ];
  const app = "src/app.ts";
  const shows = blocks.some(({ info }) => {
    const { words, attributes } = parseInfo(info);
    return words.includes("changes") && attributes.get("file") === app;
  });
  if (step.number < FIRST_WITH_CHANGES || shows) return problems;
  return changes(step, app)
    ? [...problems, `${name} does not show what changed in ${app}`]
    : problems;
}

function changes(step: Step, path: string): boolean {
  const before = stepBefore(step);
  const lines = before ? changedLines(before, step, path) : [];
  return "reason" in lines || lines.length > 0;
}
