// Reads a deck: slides of Markdown between lines of `---`, each with its notes.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";

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
  return parseDeck(readFileSync(file, "utf8"), file);
}

export function parseDeck(text: string, file: string): Deck {
  const name = basename(file, ".md");
  const slides = slidesOf(text.replaceAll("\r\n", "\n"));
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
