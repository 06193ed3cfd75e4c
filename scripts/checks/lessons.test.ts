// Proves that the lessons say what is: their code, their links, every command.
import { dirname, join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { steps } from "../../steps/steps";
import {
  includeProblems,
  withCurrentCode,
} from "../content/lessons/included-code";
import { lessonProblems } from "../content/lessons/lesson-problems";
import { productionProblems } from "../content/lessons/production-section";
import {
  type Lesson,
  lessonFiles,
  parseLesson,
  readLesson,
} from "../content/lessons/read-lesson";
import { type RunOptions, runLesson } from "../content/lessons/run-lesson";
import { findShell } from "../content/lessons/shell";
import { exerciseOf } from "../exercises/exercise";
import { exerciseState } from "../exercises/starters";
import { findStep } from "../servers/host/find-step";
import { root, stepDirectory } from "../servers/host/paths";
import { testWithNginx } from "../servers/services/fixtures/if-available";

const lessons = lessonFiles().map(readLesson);
const fixtures = join(__dirname, "fixtures", "lessons");
const fixture = (name: string) => readLesson(join(fixtures, `${name}.md`));

describe("lessons show the code of the files, and link to what is there", () => {
  test.each(lessons)("$name", (lesson) => {
    expect(lessonProblems(lesson)).toEqual([]);
  });

  test("and one that does otherwise is named", () => {
    const place = "scripts/checks/fixtures/lessons/pasted.md";

    expect(lessonProblems(fixture("pasted"))).toEqual([
      `${place}:3 is neither included from a file nor a console`,
      `${place}:7 is neither included from a file nor a console`,
      `${place}:10 stands inside a list or a quotation`,
      `${place}:14 is output of no command`,
      `${place}:10 differs from its file. Type: npm run dev lessons`,
      `${place}:18 differs from its file. Type: npm run dev lessons`,
      `${place}:24 shows missing.ts, which is not`,
      `${place}:27 shows a part of greeting.ts: no statement begins with export function insult`,
      `${place}:30 shows a part of greeting.ts: several statements begin with export function`,
      `${place}:33 shows greeting.ts as json`,
      `${place}:36 shows ../../../../../secret.ts, which is not in the workshop`,
      `${place}:41 links to missing.md, which is not`,
      `${place}:48 links to #nowhere, and there is no #nowhere`,
      `${place}:48 links to shown.md#nothing, and there is no #nothing`,
      `${place}:48 links to greeting.ts#L99, and there is no #L99`,
      `${place}:41 names npm run chekc, which is no script`,
      `${place}:45 pipes a server without 2>&1`,
      `${place}:39 is HTML`,
    ]);
  });

  test("and one that names no libraries for production is named", () => {
    const problemsOf = (name: string, folder: string) => {
      const { text } = fixture(name);
      return productionProblems(
        parseLesson(text, join(root, "steps", folder, "README.md")),
      );
    };
    const place = "steps/08-cluster/README.md";

    expect(problemsOf("no-production", "08-cluster")).toEqual([
      `${place} has no section “In production, take …”`,
    ]);
    expect(problemsOf("vague-production", "08-cluster")).toEqual([
      `${place}:3 “In production, take …” is not in front of “Your turn”`,
      `${place}:3 “In production, take …” links to no library`,
      `${place}:3 “In production, take …” does not say what ours does that the libraries do not`,
    ]);
    expect(problemsOf("no-production", "01-naive")).toEqual([]);
  });

  describe("a lesson of a server in pieces", () => {
    const file = join(stepDirectory(findStep("7", "test")), "README.md");
    const { text } = readLesson(file);
    const name = "steps/07-database/README.md";
    const app = "```diff changes file=src/app.ts";
    const problemsOf = (from: string | RegExp, to: string) =>
      lessonProblems(parseLesson(text.replace(from, to), file));

    test("says in its first lines where the whole of it is", () => {
      expect(problemsOf(/The whole server.*\n.*\n/, "")).toEqual([
        `${name} does not begin with \`.workshop/servers/07-database/\``,
        `${name} does not begin with a link to http://127.0.0.1:4000/servers/7/`,
      ]);
    });

    test("shows what changed in app.ts, as it is", () => {
      const otherFile = app.replace("app", "server");
      const line = text.slice(0, text.indexOf(app)).split("\n").length;

      expect(problemsOf('"export function createApp"', '"return app"')).toEqual(
        [`${name}:${line} shows changes of src/app.ts: there are none`],
      );
      expect(problemsOf(app, otherFile)).toContain(
        `${name} does not show what changed in src/app.ts`,
      );
      expect(problemsOf("+  app.use(", "+  app.post(")).toEqual([
        `${name}:${line} differs from its file. Type: npm run dev lessons`,
      ]);
    });
  });

  test("and npm run dev lessons writes the code into them", () => {
    const before = fixture("shown");
    expect(includeProblems(before)).toHaveLength(2);

    const after = parseLesson(withCurrentCode(before), before.file);

    expect(includeProblems(after)).toEqual([]);
    expect(after.text.match(/return `Hello/g)).toHaveLength(2);
    expect(after.text.match(/return `Goodbye/g)).toHaveLength(1);
    expect(after.text).toMatch(/```\n\nBetween\.\n\n```ts/);
  });
});

const found = findShell();
const shell = found ?? "";
// Each command is waited for by itself, and the one that hangs is named.
jest.setTimeout(30 * 60_000);

// What CI cannot run is a fault of CI's; elsewhere it may be left out.
if (found === undefined && !process.env.CI) {
  test.skip("lessons do what they say: skipped, for want of bash or sh, and curl", () => {});
} else {
  describe("lessons do what they say", () => {
    for (const lesson of lessons.filter(isChosen)) {
      const run = () =>
        runLesson(lesson, { shell, isLeftOut: isOfSolvedExercise });
      if (!showsNginx(lesson)) test.concurrent(lesson.name, run);
      else testWithNginx(lesson.name, run, test.concurrent);
    }
  });

  describe("a lesson that does not is named, with what happened", () => {
    const failureOf = (name: string, options: Partial<RunOptions> = {}) =>
      runLesson(fixture(name), { shell, ...options }).then(
        () => "no failure",
        (error: Error) => error.message,
      );

    test.concurrent("where a command prints something else", async () => {
      expect(await failureOf("wrong-output")).toBe(
        [
          'scripts/checks/fixtures/lessons/wrong-output.md:9 $ echo "exit code $?"',
          "-- expected",
          "exit code 0",
          "-- received",
          "exit code 1",
          "",
        ].join("\n"),
      );
    });

    test.concurrent("where a command does not end", async () => {
      const failure = await failureOf("endless", { patienceMs: 500 });
      expect(failure).toContain("endless.md:4 $ echo begun; sleep 1000\n");
      expect(failure).toMatch(/-- received\nbegun\n$/);
    });

    test("where a server dies, and the lesson does not show it", async () => {
      const failure = await failureOf("silent-death");
      expect(failure).toBe(
        "scripts/checks/fixtures/lessons/silent-death.md:4 its server dies, and no reader is told",
      );
    });

    test("where a server's terminal shows something else", async () => {
      const failure = await failureOf("wrong-log", { patienceMs: 2000 });
      expect(failure).toContain("wrong-log.md:10 $ (the server of port 3000)");
      expect(failure).toContain("-- received\nServer running on ");
    });
  });

  // It waits until whoever holds the shell's output has ended: it would hang.
  test.concurrent("what a lesson leaves running is ended with it", async () => {
    await runLesson(fixture("left-running"), { shell });
  });
}

/** Those that `npm test -- --changed` names; all where it does not. */
function isChosen({ file }: Lesson): boolean {
  const step = steps.find((it) => stepDirectory(it) === dirname(file));
  const chosen = process.env.ONLY_STEPS;
  if (chosen === undefined || !step) return true;
  return chosen.split(",").includes(String(step.number));
}

/** Where there is none, its step is one node, and says so. */
function showsNginx({ file }: Lesson): boolean {
  const step = steps.find((it) => stepDirectory(it) === dirname(file));
  return step?.services.includes("nginx") ?? false;
}

/** Its check does not fail any more, as the lesson says; the rest is run. */
function isOfSolvedExercise(command: string): boolean {
  const [, typed] = /^npm run check (\S+)$/.exec(command) ?? [];
  if (typed === undefined) return false;
  const exercise = exerciseOf(findStep(typed, "check"));
  return exerciseState(exercise).edited.length > 0;
}
