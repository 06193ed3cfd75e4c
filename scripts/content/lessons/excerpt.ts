// Cuts the part out of a file that a lesson or a slide shows: statements of code, lines of settings.
import ts from "typescript";

export interface Cut {
  /** The words that the first statement begins with. */
  readonly from?: string | undefined;
  /** Those that the last one begins with, if it is not the first. */
  readonly to?: string | undefined;
}

/** Why there is no such part. */
export interface NoExcerpt {
  readonly reason: string;
}

/**
 * Without `from`, the file without the comment that it opens with. With it,
 * the statement or class member that begins so, wherever it is nested, with
 * the comment right above it; `to` names a later one beside it.
 */
export function excerpt(
  text: string,
  { from, to }: Cut = {},
): string | NoExcerpt {
  const unix = text.replaceAll("\r\n", "\n");
  if (from === undefined) return withoutHeader(unix);
  const source = ts.createSourceFile("a.ts", unix, ts.ScriptTarget.Latest);
  const begins = (words: string) => (node: ts.Node) =>
    isStatement(node) && node.getText(source).startsWith(words);
  const [first, second] = findOutermost(source, begins(from));
  if (!first) return { reason: `no statement begins with ${from}` };
  if (second) return { reason: `several statements begin with ${from}` };
  const { node, siblings } = first;
  const last =
    to === undefined
      ? node
      : siblings.slice(siblings.indexOf(node)).find(begins(to));
  if (!last) return { reason: `no statement behind it begins with ${to}` };
  return dedent(source, startWithComment(source, node), last.getEnd());
}

function withoutHeader(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => !/^(\/\/|#)/.test(line));
  return lines.slice(first).join("\n").trim();
}

interface Found {
  readonly node: ts.Node;
  readonly siblings: readonly ts.Node[];
}

/** The nodes that match, but none inside of one that does. */
function findOutermost(
  root: ts.Node,
  matches: (node: ts.Node) => boolean,
): Found[] {
  const siblings: ts.Node[] = [];
  ts.forEachChild(root, (child) => void siblings.push(child));
  return siblings.flatMap((node) =>
    matches(node) ? [{ node, siblings }] : findOutermost(node, matches),
  );
}

function isStatement(node: ts.Node): boolean {
  return (ts.isStatement(node) && !ts.isBlock(node)) || ts.isClassElement(node);
}

/** Where the comment begins that no empty line parts from the node. */
function startWithComment(source: ts.SourceFile, node: ts.Node): number {
  const { text } = source;
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  return comments.reduceRight(
    (start, { pos, end }) =>
      pos > 0 && !text.slice(end, start).includes("\n\n") ? pos : start,
    node.getStart(source),
  );
}

function dedent(source: ts.SourceFile, start: number, end: number): string {
  const { character } = source.getLineAndCharacterOfPosition(start);
  const indent = new RegExp(`^ {1,${Math.max(character, 1)}}`, "gm");
  const text = source.text.slice(start, end);
  return character === 0 ? text : text.replace(indent, "");
}

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
  const start = firstOfComment(lines, first);
  const end = endOfBlock(lines, first + more);
  const indent = indentOf(lines[first]);
  return lines
    .slice(start, end)
    .map((line) => line.slice(Math.min(indent, indentOf(line))))
    .join("\n")
    .trimEnd();
}

function firstOfComment(lines: readonly string[], first: number): number {
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
