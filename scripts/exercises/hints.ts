// The hints of an exercise, from the `<details>` blocks of its README.
import { type Exercise, readmeOf } from "./exercise";

/** The hints in the README's `## Hints`, from nudge to code, as Markdown. */
export function hintsOf(exercise: Pick<Exercise, "folder">): string[] {
  const [, section = ""] = readmeOf(exercise).split(/^## Hints[ \t]*\r?$/m);
  const [hints = ""] = section.split(/^## /m);
  const blocks = hints.matchAll(
    /<details>\s*<summary>.*?<\/summary>(.*?)<\/details>/gs,
  );
  return [...blocks].map(([, body = ""]) => body.trim());
}
