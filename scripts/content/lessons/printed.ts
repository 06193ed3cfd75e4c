// Compares what a command printed with what a lesson says: `…` is anything.

const anything = "…";

/**
 * Whether plain text is as the lines say. `…` in a line stands for anything
 * within a line; alone in it, for any number of lines, none included.
 */
export function matchesOutput(
  expected: readonly string[],
  text: string,
): boolean {
  const pattern = new RegExp(`^${patternOf(expected)}$`);
  return pattern.test(ended(text.trimEnd()));
}

/** Where in the text such lines stand for the first time, or undefined. */
export function findOutput(
  expected: readonly string[],
  text: string,
): { start: number; end: number } | undefined {
  const found = new RegExp(`^${patternOf(expected)}`, "m").exec(text);
  if (!found) return undefined;
  return { start: found.index, end: found.index + found[0].length };
}

/** Without colours, other signs to the terminal, and blanks at line ends. */
export function plain(text: string): string {
  return text.replaceAll(signs, "").replaceAll(/[ \t]*\r?\n/g, "\n");
}

const escapeCharacter = String.fromCharCode(27);
const signs = new RegExp(`${escapeCharacter}\\[[\\d;?]*[A-Za-z]`, "g");

function patternOf(expected: readonly string[]): string {
  return expected.map(linePattern).join("");
}

function linePattern(line: string): string {
  if (line.trim() === anything) return "(?:[^\\n]*\\n)*?";
  const parts = line.trimEnd().split(anything).map(literal);
  return `${parts.join("[^\\n]*?")}\\n`;
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function ended(text: string): string {
  return text === "" ? "" : `${text}\n`;
}
