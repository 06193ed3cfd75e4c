// Cuts the part out of a file of settings, as nginx's and Kubernetes', that a slide shows.
import { type Cut, excerpt, type NoExcerpt } from "./excerpt";

/**
 * Without `from`, the file without the comment that it opens with. With it, the
 * line that begins so, with the comment right above it and what is indented
 * below it; `to` names a later one.
 */
export function excerptOfLines(
  text: string,
  { from, to }: Cut = {},
): string | NoExcerpt {
  if (from === undefined) return excerpt(text);
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const begins = (words: string) => (line: string) =>
    line.trimStart().startsWith(words);
  const first = lines.findIndex(begins(from));
  if (first < 0) return { reason: `no line begins with ${from}` };
  if (lines.findLastIndex(begins(from)) > first) {
    return { reason: `several lines begin with ${from}` };
  }
  const more = lines.slice(first).findIndex(begins(to ?? from));
  if (more < 0) return { reason: `no line behind it begins with ${to}` };
  const start = startWithComment(lines, first);
  const end = endOfBlock(lines, first + more);
  const indent = indentOf(lines[first]);
  return lines
    .slice(start, end)
    .map((line) => line.slice(Math.min(indent, indentOf(line))))
    .join("\n")
    .trimEnd();
}

function startWithComment(lines: readonly string[], first: number): number {
  let start = first;
  while (/^\s*(#|--)/.test(lines[start - 1] ?? "")) start -= 1;
  return start;
}

/** Behind what is deeper than this line, and the bracket that ends it. */
function endOfBlock(lines: readonly string[], last: number): number {
  const indent = indentOf(lines[last]);
  const rest = lines.slice(last + 1);
  const beside = rest.findIndex(
    (line) => line.trim() !== "" && indentOf(line) <= indent,
  );
  const end = beside < 0 ? lines.length : last + 1 + beside;
  const closes = beside > 0 && lines[end]?.trimStart().startsWith("}");
  return closes ? end + 1 : end;
}

function indentOf(line = ""): number {
  return line.length - line.trimStart().length;
}
