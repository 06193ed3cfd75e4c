// Reads a fenced block: the words behind its fence, and what a console's reader types.
/** A block of a Markdown text, as far as it is read here. */
export interface Fenced {
  readonly info: string;
  readonly text: string;
  /** Of its first line, counted from 1: the fence, where there is one. */
  readonly line: number;
}

export interface InfoString {
  readonly language: string;
  readonly words: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
}

/** Of ``` ts file=app.ts from="export function" ```; quotes are " or '. */
export function parseInfo(info: string): InfoString {
  const words: string[] = [];
  const attributes = new Map<string, string>();
  const parts = info.matchAll(/(\w+)=(?:"([^"]*)"|'([^']*)'|(\S+))|(\S+)/g);
  for (const [, name, inDouble, inSingle, bare, word] of parts) {
    if (word) words.push(word);
    if (name) attributes.set(name, inDouble ?? inSingle ?? bare ?? "");
  }
  const [language = "", ...rest] = words;
  return { language, words: rest, attributes };
}

/** What a reader types at one prompt, and the lines that follow it. */
export interface Command {
  readonly typed: string;
  readonly expected: readonly string[];
  /** In the lesson, counted from 1. */
  readonly line: number;
}

/** What the terminal shows in which a server runs. */
export interface ServerView {
  /** The port that the lesson knows the server by. */
  readonly port: number;
  /** Whether it is ended by Ctrl-C, which a terminal shows as `^C`. */
  readonly isEnded: boolean;
  readonly expected: readonly string[];
  readonly line: number;
}

/** Of ```` ```console server ````, and of `console server port=3001`. */
export function serverView({
  info,
  text,
  line,
}: Fenced): ServerView | undefined {
  const { words, attributes } = parseInfo(info);
  if (!words.includes("server")) return undefined;
  const lines = text.trimEnd().split("\n");
  const isEnded = lines[0] === "^C";
  return {
    port: Number(attributes.get("port") ?? 3000),
    isEnded,
    expected: isEnded ? lines.slice(1) : lines,
    line,
  };
}

/**
 * The commands of any other console block. A prompt is `$ `; a command goes
 * on in the next line behind a backslash, and while a quotation is open.
 */
export function commandsIn({
  text,
  line,
}: Pick<Fenced, "text" | "line">): Command[] {
  const commands: { typed: string; expected: string[]; line: number }[] = [];
  for (const [index, content] of text.trimEnd().split("\n").entries()) {
    const current = commands.at(-1);
    if (current && goesOn(current)) {
      current.typed += `\n${content}`;
    } else if (content.startsWith(prompt)) {
      const typed = content.slice(prompt.length);
      commands.push({ typed, expected: [], line: line + index + 1 });
    } else {
      current?.expected.push(content);
    }
  }
  return commands;
}

const prompt = "$ ";

/** Whether something was typed there before anything was printed. */
export function startsWithPrompt({ text }: Pick<Fenced, "text">): boolean {
  return text.startsWith(prompt);
}

function goesOn({ typed, expected }: Command): boolean {
  if (expected.length > 0) return false;
  return typed.endsWith("\\") || hasOpenQuote(typed);
}

function hasOpenQuote(typed: string): boolean {
  const closed = typed.replaceAll(/\\.|'[^']*'|"(?:\\.|[^"\\])*"/gs, "");
  return /['"]/.test(closed);
}
