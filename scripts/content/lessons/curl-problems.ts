// Demands of curl in a console that it ends the line after a body that goes to the terminal: JSON has no newline there.
import { commandsIn, parseInfo, serverView } from "../markdown/fence";
import type { Lesson } from "./read-lesson";

/** One line for each, which begins with the place. */
export function curlProblems({
  name,
  blocks,
}: Pick<Lesson, "name" | "blocks">): string[] {
  return blocks
    .filter(({ info }) => parseInfo(info).language === "console")
    .filter((block) => !serverView(block))
    .flatMap(commandsIn)
    .filter(({ expected: [first] }) => !first?.startsWith("curl: ("))
    .filter(({ typed }) => leavesLineOpen(typed))
    .map(({ line }) => `${name}:${line} has curl without -w '\\n'`);
}

/** Whether a response's body is the last that the terminal gets, as it is. */
function leavesLineOpen(typed: string): boolean {
  const words = typed
    .replaceAll("\\\n", " ")
    .replaceAll(/'[^']*'|"(?:\\.|[^"\\])*"/g, (quoted) =>
      quoted.includes("\\n") ? newline : "quoted",
    );
  return [...words.matchAll(invocation)].some(
    ([, captured, options = "", next]) =>
      captured === undefined &&
      next !== "|" &&
      !/ -\w*o /.test(options) &&
      !options.includes(` -w ${newline}`),
  );
}

/** In place of a quotation that ends a line. */
const newline = "NEWLINE";

/** Of curl in a command: `$(` in front, all that it is told, and a pipe behind. */
const invocation = /(\$\(\s*)?\bcurl\b((?:>&\d|[^|;&)])*)(\|(?!\|))?/g;
