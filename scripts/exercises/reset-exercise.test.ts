// Proves that a reset brings the starter back and loses nothing.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { stateDirectory } from "../servers/host/paths";
import { copyOfWorkshop } from "./fixtures/copy";
import { fixtureExercise, fixtureWorkshop } from "./fixtures/workshop";
import { resetExercise } from "./reset-exercise";
import {
  collectStarters,
  editableFiles,
  exerciseState,
  keptStarters,
} from "./starters";

const file = "exercises/01-greeting/greeting.ts";

describe("reset", () => {
  beforeEach(() => rmSync(stateDirectory(), { recursive: true, force: true }));

  test("saves what the learner wrote, and puts the starter back", () => {
    const workshop = copyOfWorkshop({ [file]: "mine" });
    const exercise = fixtureExercise(1, workshop);
    const { savedTo, replaced } = resetExercise(exercise, workshop);
    expect(replaced).toEqual(["greeting.ts"]);
    expect(readFileSync(join(savedTo ?? "", "greeting.ts"), "utf8")).toBe(
      "mine",
    );
    expect(readFileSync(join(workshop.root, file), "utf8")).toBe(
      keptStarters(workshop)["01-greeting/greeting.ts"],
    );
  });

  test("restores a deleted file, and needs no copy for that", () => {
    const workshop = copyOfWorkshop({ [file]: null });
    const exercise = fixtureExercise(1, workshop);
    expect(resetExercise(exercise, workshop)).toEqual({
      savedTo: undefined,
      replaced: [],
      restored: ["greeting.ts"],
    });
    expect(exerciseState(exercise, workshop).missing).toEqual([]);
  });

  test("finds nothing to do in an untouched exercise", () => {
    const workshop = copyOfWorkshop();
    const starter = readFileSync(join(workshop.root, file), "utf8");
    // As Git writes it on Windows.
    writeFileSync(join(workshop.root, file), starter.replaceAll("\n", "\r\n"));
    expect(resetExercise(fixtureExercise(1, workshop), workshop)).toEqual({
      savedTo: undefined,
      replaced: [],
      restored: [],
    });
  });

  test("changes nothing where it cannot save", () => {
    const workshop = copyOfWorkshop({ [file]: "mine" });
    // A file in the folder's place refuses everybody, root as well.
    writeFileSync(stateDirectory(), "");
    expect(() => resetExercise(fixtureExercise(1, workshop), workshop)).toThrow(
      /^Nothing was changed, because your files cannot be saved in /,
    );
    expect(readFileSync(join(workshop.root, file), "utf8")).toBe("mine");
  });

  test("keeps the copies of two resets apart", () => {
    const workshop = copyOfWorkshop({ [file]: "first" });
    const exercise = fixtureExercise(1, workshop);
    const first = resetExercise(exercise, workshop).savedTo ?? "";
    writeFileSync(join(workshop.root, file), "second");
    const second = resetExercise(exercise, workshop).savedTo ?? "";
    expect(readFileSync(join(first, "greeting.ts"), "utf8")).toBe("first");
    expect(readFileSync(join(second, "greeting.ts"), "utf8")).toBe("second");
  });
});

describe("the kept starters", () => {
  test("are the exercise's files that have a solution", () => {
    expect(editableFiles(fixtureExercise(1))).toEqual([
      "greeting.ts",
      "words.ts",
    ]);
  });

  test("are what the exercises' files are, while nobody edits them", () => {
    const workshop = copyOfWorkshop();
    expect(collectStarters(workshop)).toEqual(keptStarters(workshop));
  });

  test("that are damaged are said to be, with the way out", () => {
    const workshop = copyOfWorkshop({ "exercises/starters.json": "{" });
    expect(() => keptStarters(workshop)).toThrow(
      "The kept starters cannot be read. Type: git restore exercises/starters.json",
    );
  });

  test("that differ in an editor's marks alone are not edited", () => {
    const starter = keptStarters(fixtureWorkshop)["01-greeting/greeting.ts"];
    const workshop = copyOfWorkshop({
      [file]: `\uFEFF${starter?.replaceAll("\n", "\r\n")}`,
    });

    expect(exerciseState(fixtureExercise(1, workshop), workshop)).toEqual({
      edited: [],
      missing: [],
    });
  });
});
