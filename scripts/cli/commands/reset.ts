// npm run reset 3: puts the starter back, after saving what is there.
import { join, relative } from "node:path";
import { Command } from "commander";
import { exerciseOf, thisWorkshop } from "../../exercises/exercise";
import { readProgress } from "../../exercises/progress";
import { type Reset, resetExercise } from "../../exercises/reset-exercise";
import { style, writeJson } from "../../servers/host/terminal";

export function command(workshop = thisWorkshop): Command {
  return new Command("reset")
    .description("put an exercise's starter back, after saving your version")
    .argument("[exercise]", "its number or its name")
    .option("--json", "print one JSON document")
    .action((typed: string | undefined, { json }: { json?: boolean }) => {
      const exercise = exerciseOf(workshop.find(typed, "reset"), workshop);
      const { name, number } = exercise;
      const reset = resetExercise(exercise, workshop);
      if (json) writeJson({ exercise: name, ...named(reset) });
      else process.stdout.write(show(number, name, reset));
    });
}

/** Paths as they are seen from where the command was typed. */
function named({ savedTo, ...files }: Reset) {
  return { ...files, savedTo: savedTo ? relative("", savedTo) : null };
}

function show(number: number, name: string, reset: Reset): string {
  const { replaced, restored, savedTo } = reset;
  if (replaced.length + restored.length === 0) {
    return `Your files of exercise ${number} are as they were at the start: nothing to do.\n`;
  }
  const { bold } = style();
  const lines = replaced.flatMap((file) => [
    `  the starter   exercises/${name}/${file}`,
    `  your version  ${relative("", join(savedTo ?? "", file))}`,
  ]);
  const back = restored.map(
    (file) => `  back again    exercises/${name}/${file}`,
  );
  const passed = readProgress()[name]?.passedAt
    ? ["It stays marked as passed."]
    : [];
  return `${[
    bold(`Your files of exercise ${number} are as they were at the start.`),
    ...[...lines, ...back, ...passed],
  ].join("\n")}\n`;
}
