// Proves that traps and hints are read as their authors wrote them.
import { describe, expect, test } from "@jest/globals";
import { fixtureExercise } from "./fixtures/workshop";
import { hintsOf } from "./hints";
import { trapsOf } from "./traps";

describe("the traps of an exercise", () => {
  test("say what is wrong, over several lines, and what catches them", () => {
    expect(trapsOf(fixtureExercise(1))).toEqual([
      expect.objectContaining({
        name: "no-trim",
        files: ["greeting.ts"],
        wrong:
          "the name is taken as it comes, with whatever spaces are around it.",
        caughtBy: "greet › takes the spaces away",
      }),
      expect.objectContaining({ name: "shouting", files: ["words.ts"] }),
    ]);
  });

  test("are none where there is no solution", () => {
    const exercise = { ...fixtureExercise(1), solution: "nowhere" };
    expect(trapsOf(exercise)).toEqual([]);
  });
});

describe("the hints of an exercise", () => {
  test("come from its README, in order, as Markdown", () => {
    expect(hintsOf(fixtureExercise(1))).toEqual([
      "A template literal puts a name into a text.",
      "`String.prototype.trim` takes the spaces away.",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a hint
      "```ts\nreturn `${words.hello}, ${name.trim()}`;\n```",
    ]);
  });

  test("are none where there is no README", () => {
    expect(hintsOf({ folder: "nowhere" })).toEqual([]);
  });
});
