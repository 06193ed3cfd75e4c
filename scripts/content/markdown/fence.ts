// Reads a console block: the commands that were typed, and what each printed.
import { parseInfo } from "../lessons/info-string";
import type { Block } from "../lessons/read-lesson";

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
}: Block): ServerView | undefined {
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
export function commandsIn({ text, line }: Block): Command[] {
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
export function startsWithPrompt({ text }: Block): boolean {
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
