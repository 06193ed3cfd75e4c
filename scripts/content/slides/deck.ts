// Reads a deck of slides/: Markdown between lines of `---`, each slide with its notes.
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { root } from "../../servers/host/paths";
import { readText } from "../../servers/host/read-text";

export interface Deck {
  /** Of its file: `04-errors`. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** The step that it is about; the opening and the closing have none. */
  readonly step: Step | undefined;
  readonly slides: readonly Slide[];
}

export interface Slide {
  readonly title: string;
  /** Markdown, its heading included. */
  readonly text: string;
  /** Markdown; empty where there are none. */
  readonly notes: string;
  /** Expected, from the notes; undefined where they do not say. */
  readonly minutes: number | undefined;
  /** Whether it stands before the room does the exercise. */
  readonly isExercise: boolean;
  /** Of its first line, counted from 1. */
  readonly line: number;
}

export function readDeck(file: string): Deck {
  return parseDeck(readText(file), file);
}

export function parseDeck(text: string, file: string): Deck {
  const name = basename(file, ".md");
  const slides = slidesOf(text);
  return {
    name,
    file,
    title: slides[0]?.title ?? name,
    step: steps.find((step) => directoryName(step) === name),
    slides,
  };
}

function slidesOf(text: string): Slide[] {
  let line = 1;
  return parts(text).map((part) => {
    const lines = part.split("\n");
    const first = lines.findIndex((each) => each.trim() !== "");
    const slide = slideOf(part, line + Math.max(first, 0));
    line += lines.length + 1; // The rule behind it is a line, too.
    return slide;
  });
}

/** Split at rules, but not at those inside of a fenced block. */
function parts(text: string): string[] {
  let isInFence = false;
  const parts: string[][] = [[]];
  for (const line of text.split("\n")) {
    if (line.startsWith("```")) isInFence = !isInFence;
    if (line === "---" && !isInFence) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => lines.join("\n"));
}

function slideOf(part: string, line: number): Slide {
  const [text = "", notes = ""] = part.split(/^Notes:[ \t]*$/m);
  const minutes = /^Minutes: (\d+(?:\.5)?)$/m.exec(notes)?.[1];
  return {
    title: /^##? (.+)$/m.exec(text)?.[1]?.trim() ?? "",
    text: text.trim(),
    notes: notes.replace(/^Minutes: .*$/m, "").trim(),
    minutes: minutes === undefined ? undefined : Number(minutes),
    isExercise: /^```exercise\b/m.test(text),
    line,
  };
}

const folder = join(root, "slides");

/** `00-opening`, `01-naive` and so on, in the order in which they are shown. */
export function deckNames(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d\d-[a-z-]+\.md$/.test(name))
    .map((name) => name.replace(/\.md$/, ""))
    .sort();
}

/** Undefined where there is no such deck; any name is safe. */
export function deckFile(name: string): string | undefined {
  return deckNames().includes(name) ? join(folder, `${name}.md`) : undefined;
}
