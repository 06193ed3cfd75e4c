// npm run hint 3: shows the next hint of an exercise, from nudge to code.
import { Command } from "commander";
import {
  type Exercise,
  exerciseOf,
  thisWorkshop,
} from "../../exercises/exercise";
import { hintsOf } from "../../exercises/hints";
import { readProgress, updateProgress } from "../../exercises/progress";
import { style, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";

interface Options {
  readonly all?: boolean;
  readonly reset?: boolean;
  readonly json?: boolean;
}

export function command(workshop = thisWorkshop): Command {
  return new Command("hint")
    .description("the next hint of an exercise")
    .argument("[exercise]", "its number or its name")
    .option("--all", "every hint at once")
    .option("--reset", "begin with the first again")
    .option("--json", "print one JSON document")
    .action((typed: string | undefined, options: Options) => {
      const exercise = exerciseOf(workshop.find(typed, "hint"), workshop);
      const hints = hintsOf(exercise);
      if (hints.length === 0) {
        throw new UserError(
          `exercises/${exercise.name}/README.md has no hints.`,
          1,
        );
      }
      const { document, text } = options.all
        ? allHints(exercise, hints)
        : nextHint(exercise, hints, options.reset);
      if (options.json) writeJson(document);
      else process.stdout.write(`${text}\n`);
    });
}

/** The same, for a program and for a person. */
interface Output {
  readonly document: object;
  readonly text: string;
}

function allHints({ name }: Exercise, hints: readonly string[]): Output {
  const of = hints.length;
  const parts = hints.map((hint, index) => showHint(hint, index + 1, of));
  return {
    document: { exercise: name, of, hints },
    text: parts.join("\n\n"),
  };
}

function nextHint(
  exercise: Exercise,
  hints: readonly string[],
  fromStart = false,
): Output {
  const { name, number } = exercise;
  const of = hints.length;
  const seen = fromStart ? 0 : (readProgress()[name]?.hints ?? 0);
  const hint = hints[seen];
  if (hint === undefined) {
    return {
      document: { exercise: name, hint: null, of, text: null },
      text: `You have seen all ${of} hints. Again: npm run hint ${number} -- --all\n\n${showSolution(exercise)}`,
    };
  }
  const next = seen + 1;
  updateProgress(name, (before) => ({ ...before, hints: next }));
  const wayOn =
    next < of ? `Another hint: npm run hint ${number}` : showSolution(exercise);
  return {
    document: { exercise: name, hint: next, of, text: hint },
    text: `${showHint(hint, next, of)}\n\n${wayOn}`,
  };
}

function showHint(hint: string, number: number, of: number): string {
  return `${style().bold(`Hint ${number} of ${of}`)}\n\n${showMarkdown(hint)}`;
}

function showSolution({ name, number }: Exercise): string {
  return `The solution is in solutions/${name}; npm run diff ${number} -- --exercise compares it with yours.`;
}

/** Code is indented and coloured in place of its fences. */
function showMarkdown(text: string): string {
  const { cyan } = style();
  return text
    .split(/^(```[\s\S]*?^```)$/m)
    .map((part) => {
      if (!part.startsWith("```")) return part;
      const code = part.split("\n").slice(1, -1);
      return code.map((line) => (line ? `    ${cyan(line)}` : "")).join("\n");
    })
    .join("");
}
