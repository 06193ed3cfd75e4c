// Says in words why a file could not be loaded: missing, or not TypeScript.
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { root } from "../servers/host/paths";
import { readText } from "../servers/host/read-text";
import type { Exercise } from "./exercise";
import type { Place } from "./places";
import { editableFiles } from "./starters";

export interface Explanation {
  readonly lines: readonly string[];
  readonly place?: Place | undefined;
}

/** Undefined where the message tells of something else. */
export function explainLoadError(
  message: string,
  exercise: Exercise,
): Explanation | undefined {
  return (
    explainMissing(message, exercise) ??
    explainCompiler(message) ??
    explainSyntaxError(message)
  );
}

function explainMissing(
  message: string,
  exercise: Exercise,
): Explanation | undefined {
  const found = /Cannot find module '(.+?)' from '(.+?)'/.exec(message);
  if (!found) return undefined;
  const [, request = "", from = ""] = found;
  const importer = join(root, from);
  const file = relative(exercise.folder, resolve(importer, "..", request));
  const editable = editableFiles(exercise).find(
    (each) => each === file || each === `${file.split(sep).join("/")}.ts`,
  );
  if (editable && (request.startsWith(".") || isAbsolute(request))) {
    return {
      lines: [
        `${editable} is missing: npm run reset ${exercise.number} restores it.`,
      ],
    };
  }
  return {
    lines: [`There is no ${request} to import.`],
    place: { file: importer, line: lineWith(importer, request) },
  };
}

export function isCompilerError(message: string): boolean {
  return explainCompiler(message) !== undefined;
}

/** The compiler's drawing: its message, the line and a mark under it. */
function explainCompiler(message: string): Explanation | undefined {
  const drawing =
    /^(?:Error: )?\s*[x×] (.+?)\n\s*[,╭][-─]+\[(.+?):(\d+):\d+\]\n([\s\S]*?)\n\s*[`╰]/m;
  const [, problem, file, line, frame = ""] = drawing.exec(message) ?? [];
  if (!problem || !file) return undefined;
  const lines = frame.split("\n");
  const mark = lines.findIndex((each) => /^\s*[:·]\s*[\^─┬]/.test(each));
  const marked = mark > 0 ? lines.slice(mark - 1, mark + 1) : [];
  return {
    lines: [`Syntax error: ${problem}`, ...marked.map(withoutNumber)],
    place: { file, line: Number(line) },
  };
}

/** What the compiler lets pass and Node does not: names declared twice. */
function explainSyntaxError(message: string): Explanation | undefined {
  const found =
    /^Details:\s+^(.+):\d+\n(.+)\n[\s\S]*?^SyntaxError: (.+)$/m.exec(message);
  if (!found) return undefined;
  const [, file = "", code = "", problem] = found;
  return {
    lines: [`Syntax error: ${problem}`, `  ${code.trim()}`],
    place: { file, line: lineWith(file, code.trim()) },
  };
}

function withoutNumber(line: string): string {
  return line.replace(/^\s*(?:\d+ [|│]|[:·]) ?/, "  ");
}

/** The last line that has the text; Node counts those of compiled code. */
function lineWith(file: string, text: string): number {
  try {
    const lines = readText(file).split("\n");
    return lines.findLastIndex((line) => line.includes(text)) + 1 || 1;
  } catch {
    return 1;
  }
}
