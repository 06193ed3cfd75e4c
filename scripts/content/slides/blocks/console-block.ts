// A command and what it prints, out of a lesson, where the test executes it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isConsole } from "../../lessons/lesson-problems";
import { readLesson } from "../../lessons/read-lesson";
import { type Command, commandsIn } from "../../markdown/fence";
import { commandMarkup } from "../../markdown/fenced-block";
import { element, type Markup } from "../../markdown/markup";
import {
  assertFits,
  type BlockInput,
  BlockProblem,
  letters,
  terminalColumns,
} from "./block";

/**
 * Of ```` ```console lesson=../steps/…/README.md from="curl -i" ````: the
 * lesson's command that begins so, or the `nth=2` of them. Without a lesson, commands to be typed,
 * which print nothing here.
 */
export function consoleBlock(input: BlockInput): Markup {
  const commands =
    input.info.attributes.get("lesson") === undefined
      ? commandsToType(input.text)
      : [commandOfLesson(input)];
  const text = commands
    .map(({ typed, expected }) => [`$ ${typed}`, ...expected].join("\n"))
    .join("\n");
  assertFits(text, "a terminal", terminalColumns);
  return element(
    "figure",
    { class: `console ${letters(text)}` },
    element(
      "pre",
      {},
      commands.flatMap((command, index) =>
        index === 0 ? [commandMarkup(command)] : ["\n", commandMarkup(command)],
      ),
    ),
  );
}

function commandOfLesson({ info, folder, text }: BlockInput): Command {
  const lesson = info.attributes.get("lesson") ?? "";
  const from = info.attributes.get("from") ?? "";
  const file = join(folder, lesson);
  if (text.trim() !== "") throw new BlockProblem("has output pasted into it");
  if (!existsSync(file))
    throw new BlockProblem(`is out of ${lesson}, which is not`);
  const found = readLesson(file)
    .blocks.filter(isConsole)
    .flatMap(commandsIn)
    .filter(({ typed }) => typed.startsWith(from));
  const nth = info.attributes.get("nth");
  const command = found[Number(nth ?? 1) - 1];
  if (command && (nth || found.length === 1)) return command;
  throw new BlockProblem(
    command
      ? `is one of ${found.length} commands of ${lesson}: say nth=`
      : `is no command of ${lesson}: ${from}`,
  );
}

function commandsToType(text: string): Command[] {
  const commands = commandsIn({ text, line: 0 });
  if (commands.some(({ expected }) => expected.length > 0)) {
    throw new BlockProblem("shows output of no lesson");
  }
  if (commands.length > 0) return commands;
  throw new BlockProblem("has no command");
}
