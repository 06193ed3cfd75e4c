// Cuts the part out of a file that a lesson shows: all of it, or some statements.
import ts from "typescript";

export interface Cut {
  /** The words that the first statement begins with. */
  readonly from?: string | undefined;
  /** Those that the last one begins with, if it is not the first. */
  readonly to?: string | undefined;
}

/**
 * Without `from`, the file without the comment that it opens with. With it,
 * the statement or class member that begins so, wherever it is nested, with
 * the comment right above it; `to` names a later one beside it.
 *
 * @throws Error where no statement begins so, or more than one does
 */
export function excerpt(text: string, { from, to }: Cut = {}): string {
  const unix = text.replaceAll("\r\n", "\n");
  if (from === undefined) return withoutHeader(unix);
  const source = ts.createSourceFile("a.ts", unix, ts.ScriptTarget.Latest);
  const { node, siblings } = theStatement(source, from);
  const last = to === undefined ? node : lastStatement(source, node, to);
  return dedent(source, startWithComment(source, node), last.getEnd());

  function lastStatement(file: ts.SourceFile, first: ts.Node, begins: string) {
    const found = siblings
      .slice(siblings.indexOf(first))
      .find((sibling) => sibling.getText(file).startsWith(begins));
    if (found) return found;
    throw new Error(`no statement beside it begins with ${begins}`);
  }
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

function theStatement(source: ts.SourceFile, begins: string): Found {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const siblings: ts.Node[] = [];
    ts.forEachChild(node, (child) => void siblings.push(child));
    for (const child of siblings) {
      if (isStatement(child) && child.getText(source).startsWith(begins)) {
        found.push({ node: child, siblings });
      } else {
        visit(child);
      }
    }
  };
  visit(source);
  const [first, second] = found;
  if (!first) throw new Error(`no statement begins with ${begins}`);
  if (second) throw new Error(`several statements begin with ${begins}`);
  return first;
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
