// Finds what a deck may not have: drifted code, too much of it, silence, or minutes that do not add up.
import { basename, dirname, join } from "node:path";
import { curlProblems } from "../lessons/curl-problems";
import { commandProblems } from "../lessons/lesson-problems";
import { parseLesson } from "../lessons/read-lesson";
import type { Deck, Slide } from "./deck";
import { renderDeck } from "./render-slide";

/** One line for each, which begins with the place. */
export function deckProblems(deck: Deck): string[] {
  return [
    ...renderDeck(deck).flatMap(({ problems }) => problems),
    ...deck.slides.flatMap((slide) => slideProblems(deck, slide)),
    ...minutesProblems(deck),
  ];
}

function slideProblems(deck: Deck, slide: Slide): string[] {
  const place = `slides/${basename(deck.file)}:${slide.line}`;
  const problems = [
    slide.title === "" ? "has no title" : undefined,
    slide.notes === "" ? "has no notes" : undefined,
    slide.minutes === undefined ? "does not say its minutes" : undefined,
    /<[a-z/]/i.test(withoutCode(slide.text)) ? "has HTML in it" : undefined,
  ];
  const text = parseLesson(
    `${slide.text}\n\n${slide.notes}`,
    join(dirname(deck.file), basename(deck.file)),
  );
  return [
    ...problems.flatMap((words) => (words ? [`${place} ${words}`] : [])),
    ...commandProblems(text),
    ...curlProblems(text),
  ];
}

function withoutCode(text: string): string {
  return text.replaceAll(/```[\s\S]*?```|`[^`]*`/g, "");
}

/** The plan of a step is in steps.ts; its slides take no more and no less. */
function minutesProblems({ name, step, slides }: Deck): string[] {
  if (!step) return [];
  const { lesson, exercise } = step.minutes;
  const sum = (wanted: boolean) =>
    slides
      .filter(({ isExercise }) => isExercise === wanted)
      .reduce((total, { minutes = 0 }) => total + minutes, 0);
  const wrong = [
    ["lesson", lesson, sum(false)],
    ["exercise", exercise, sum(true)],
  ] as const;
  return wrong
    .filter(([, planned, total]) => planned !== total)
    .map(
      ([what, planned, total]) =>
        `slides/${name}.md plans ${total} minutes for the ${what}; steps.ts has ${planned}`,
    );
}
