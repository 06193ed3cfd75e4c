// Reads a lesson: its fenced blocks, its links, and the commands in its prose.
import { dirname, join, relative, sep } from "node:path";
import MarkdownIt, { type Token } from "markdown-it";
import { type Step, steps } from "../../../steps/steps";
import { root, stepDirectory } from "../../servers/host/paths";
import { readText } from "../../servers/host/read-text";
import { filesUnder } from "../../servers/host/visible-files";
import type { Fenced } from "../markdown/fence";

export interface Lesson {
  /** Absolute. */
  readonly file: string;
  /** As problems name it: `steps/03-middleware/README.md`. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Mention[];
  /** What stands between backticks in the prose. */
  readonly inlineCode: readonly Mention[];
  /** HTML, which a lesson has no use for but to fold something away. */
  readonly html: readonly Mention[];
}

/** A code block, fenced or (then without an info string) indented. */
export interface Block extends Fenced {
  /** Of the line behind its last. */
  readonly endLine: number;
  readonly isFenced: boolean;
  /** Whether it stands inside a list or a quotation. */
  readonly isNested: boolean;
}

export interface Mention {
  readonly text: string;
  /** Of the paragraph that it stands in, counted from 1. */
  readonly line: number;
}

/** The lessons that there are, in order. */
export function lessonFiles(folder = join(root, "steps")): string[] {
  return filesUnder(folder)
    .filter((path) => /^\d\d-[^/]+\/README\.md$/.test(path))
    .map((path) => join(folder, path));
}

/** The step that the lesson is of; none for a fixture. */
export function stepOf({ file }: Pick<Lesson, "file">): Step | undefined {
  return steps.find((step) => stepDirectory(step) === dirname(file));
}

export function readLesson(file: string): Lesson {
  return parseLesson(readText(file), file);
}

export function parseLesson(text: string, file: string): Lesson {
  const tokens = new MarkdownIt({ html: true }).parse(text, {});
  const inline = tokens.flatMap((token) =>
    (token.children ?? []).map((child) => mention(token, child)),
  );
  const all = [...tokens.map((token) => mention(token, token)), ...inline];
  const texts = (...types: string[]) =>
    all
      .filter(({ token }) => types.includes(token.type))
      .map(({ token, line }) => ({ text: token.content, line }));
  return {
    file,
    name: relative(root, file).split(sep).join("/"),
    text,
    blocks: tokens.flatMap(blocksIn),
    links: inline.flatMap(({ token, line }) => linksIn(token, line)),
    inlineCode: texts("code_inline"),
    html: texts("html_block", "html_inline").filter(
      ({ text }) => !isFold.test(text),
    ),
  };
}

/** As `<details>` and its summary are written, each with an empty line behind. */
const isFold = /^(<details>\n<summary>[^<>]+<\/summary>|<\/details>)\n*$/;

function mention(place: Token, token: Token): { token: Token; line: number } {
  return { token, line: (place.map?.[0] ?? 0) + 1 };
}

function blocksIn({ type, info, content, map, level }: Token): Block[] {
  if (type !== "fence" && type !== "code_block") return [];
  const [start, end] = map ?? [0, 0];
  return [
    {
      info: info.trim(),
      text: content,
      line: start + 1,
      endLine: end + 1,
      isFenced: type === "fence",
      isNested: level > 0,
    },
  ];
}

function linksIn(token: Token, line: number): Mention[] {
  const target = token.attrGet("href") ?? token.attrGet("src");
  return target ? [{ text: decodeURI(String(target)), line }] : [];
}
