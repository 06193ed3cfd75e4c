// What a command shows on a terminal: lines beside its output, colours, columns, wrapped prose.
import { stripVTControlCharacters, styleText } from "node:util";

const shown = new Set<string>();

/** One line on standard error, beside what the command prints. */
export function info(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The same, unless this process has written that line before. */
export function warnOnce(line: string): void {
  if (shown.has(line)) return;
  shown.add(line);
  info(line);
}

/** The one JSON document that `--json` promises on standard output. */
export function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

type Paint = (text: string) => string;

/** The colours of one stream; standard output's unless told otherwise. */
export function style(stream: NodeJS.WriteStream = process.stdout): {
  bold: Paint;
  dim: Paint;
  red: Paint;
  green: Paint;
  yellow: Paint;
  cyan: Paint;
} {
  const paint =
    (name: Parameters<typeof styleText>[0]): Paint =>
    (text) =>
      styleText(name, text, { stream });
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
    cyan: paint("cyan"),
  };
}

/** Rows as lines, their cells as wide as the widest of their column. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell));
    }
  }
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function pad(cell: string, width: number): string {
  return cell + " ".repeat(width - visibleLength(cell));
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** Lines of at most `width` characters, broken between words. */
export function wrap(text: string, width = 80): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > width && line !== "") {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The exit code of a command whose output was closed: as after SIGPIPE. */
export const outputGone = 128 + 13;
