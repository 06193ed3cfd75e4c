// npm run list: the steps and their exercises, and what to do next.
import { Command } from "commander";
import {
  journey,
  type Next,
  nextThing,
  type Stage,
} from "../../exercises/journey";
import { style, table, wrap, writeJson } from "../../servers/host/terminal";

export function command(): Command {
  return new Command("list")
    .description("the steps and exercises, and what to do next")
    .option("--json", "print one JSON document")
    .action(({ json }: { json?: boolean }) => {
      const stages = journey();
      const next = nextThing(stages);
      if (json) writeJson(listDocument(stages, next));
      else
        console.log([...showStages(stages), "", ...showNext(next)].join("\n"));
    });
}

export function listDocument(stages: readonly Stage[], next: Next): object {
  return {
    steps: stages.map(({ step, lesson, exercise }) => ({
      number: step.number,
      slug: step.slug,
      title: step.title,
      lesson,
      exercise,
    })),
    next,
  };
}

/** One line a step. */
export function showStages(stages: readonly Stage[]): string[] {
  const { bold, dim, green, yellow } = style();
  const paint = { untouched: dim, started: yellow, passed: green };
  const rows = stages.map(({ step, lesson, exercise }) => [
    String(step.number).padStart(3),
    step.title,
    lesson ? `${step.minutes.lesson} min` : "none yet",
    `${step.minutes.exercise} min`,
    paint[exercise.state](exercise.state),
    exercise.hints > 0 ? `hints: ${exercise.hints}` : "",
  ]);
  const head = ["  #", "step", "lesson", "exercise", "state", ""];
  return table([head.map((word) => (word ? bold(word) : "")), ...rows]);
}

export function showNext({ command, why }: Next): string[] {
  return [`Next: ${style().cyan(command)}`, ...wrap(why)];
}
