// Proves that a check tells right answers from wrong, crashing and endless ones.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { checkDocument } from "./check-document";
import { checkExercise } from "./check-exercise";
import { findingsOf } from "./explain-check";
import { copyOfWorkshop } from "./fixtures/copy";
import { fixtureExercise, fixtureWorkshop } from "./fixtures/workshop";
import { targetOf } from "./target";

const greeting = "exercises/01-greeting/greeting.ts";

/** Checks the greeting whose source this is. */
function checkGreeting(source: string | null, silenceMs = 30_000) {
  const workshop = copyOfWorkshop({ [greeting]: source });
  const exercise = fixtureExercise(1, workshop);
  return checkExercise(exercise, { kind: "yours" }, { silenceMs, workshop });
}

describe("a learner's files", () => {
  test("fail with the first behaviour that does not hold", async () => {
    const check = await checkExercise(fixtureExercise(1), { kind: "yours" });
    const [first] = findingsOf(check);
    expect(check.passed).toBe(false);
    expect(first).toMatchObject({
      name: "greet › has the name",
      lines: ['Expected: "Hello, Ada"', 'Received: "Hello"'],
      place: { file: expect.stringMatching(/greeting\.test\.ts$/), line: 12 },
    });
  });

  test("that throw are shown with their own line", async () => {
    const check = await checkGreeting(
      "export function greet() {\n  throw new RangeError('no');\n}",
    );
    expect(findingsOf(check)[0]).toMatchObject({
      lines: ["It threw RangeError: no"],
      place: { file: expect.stringMatching(/greeting\.ts$/), line: 2 },
    });
  });

  test("that do not compile are shown with the compiler's words", async () => {
    const check = await checkGreeting("export const a = 1;\nconst b = ;\n");
    expect(checkDocument(check).tests).toHaveLength(1);
    expect(findingsOf(check)[0]).toMatchObject({
      name: "greeting.ts cannot be loaded",
      lines: ["Syntax error: Expression expected", "  const b = ;", /\^/],
      place: { file: expect.stringMatching(/greeting\.ts$/), line: 2 },
    });
  });

  test("that name a thing twice are shown with the line", async () => {
    const check = await checkGreeting("const a = 1;\nconst a = 2;\n");
    expect(findingsOf(check)[0]).toMatchObject({
      lines: [
        "Syntax error: Identifier 'a' has already been declared",
        "  const a = 2;",
      ],
      place: { file: expect.stringMatching(/greeting\.ts$/), line: 2 },
    });
  });

  test("that were deleted are said to be restorable", async () => {
    const check = await checkGreeting(null);
    expect(findingsOf(check)[0]?.lines).toEqual([
      "greeting.ts is missing: npm run reset 1 restores it.",
    ]);
  });

  test("that never end are stopped, and the test is named", async () => {
    const check = await checkGreeting(
      'export const greet = (n: string) => { while (n === "Ada"); };',
      3000,
    );
    expect(check).toMatchObject({
      passed: false,
      obstacle: { kind: "silent", running: "greet › begins with a hello" },
    });
    expect(findingsOf(check)[0]?.lines[0]).toBe(
      "It did not end: nothing happened for 3 s, so it was stopped.",
    );
  });

  test("that never answer are not waited for in every test", async () => {
    const workshop = copyOfWorkshop({
      "exercises/01-greeting/greeting.test.ts": `
        import { test } from "@jest/globals";
        test("first", () => {});
        test("second", () => new Promise(() => {}), 50);
        test("third", () => new Promise(() => {}), 60_000);`,
    });
    const exercise = fixtureExercise(1, workshop);
    const options = { stopsAtTimeout: true };
    const check = await checkExercise(exercise, { kind: "yours" }, options);
    expect(check).toMatchObject({
      passed: false,
      isCutShort: true,
      tests: [{ name: "first" }, { name: "second", status: "failed" }],
    });
  });

  test("that end the process are found out", async () => {
    const check = await checkGreeting(
      "export function greet() {\n  process.exit(0);\n}",
    );
    expect(findingsOf(check)[0]).toMatchObject({
      name: "greet › begins with a hello",
      lines: ["It ended the process: process.exit(0)."],
      place: { file: expect.stringMatching(/greeting\.ts$/), line: 2 },
    });
  });

  test("may print, and are heard", async () => {
    const check = await checkGreeting(
      'console.log("heard"); export const greet = () => "";',
    );
    expect(check.printed).toEqual(["heard"]);
  });

  test("do not pass while a test hides the others", async () => {
    const workshop = copyOfWorkshop({
      "exercises/01-greeting/greeting.test.ts":
        'import { test } from "@jest/globals";\ntest.only("one", () => {});\ntest("two", () => {});',
    });
    const exercise = fixtureExercise(1, workshop);
    const check = await checkExercise(exercise, { kind: "yours" });
    expect(check.tests.map(({ status }) => status)).toEqual([
      "passed",
      "skipped",
    ]);
    expect(check.passed).toBe(false);
  });
});

describe("the other targets", () => {
  test("the solution passes, whatever the learner has done", async () => {
    const workshop = copyOfWorkshop({
      [greeting]: null,
      "exercises/01-greeting/words.ts": "throw 1;",
    });
    const exercise = fixtureExercise(1, workshop);
    const check = await checkExercise(exercise, { kind: "solution" });
    expect(check.passed).toBe(true);
    expect(check.tests).toHaveLength(4);
  });

  test("a trap fails in the test that it names", async () => {
    const exercise = fixtureExercise(1);
    const target = targetOf(exercise, { trap: "shouting" });
    const check = await checkExercise(exercise, target);
    const failed = check.tests.filter(({ status }) => status === "failed");
    expect(failed.map(({ name }) => name)).toContain(
      "greet › takes the spaces away",
    );
  });

  test("the kept starter is checked in place of the learner's", async () => {
    const workshop = copyOfWorkshop({ [greeting]: "throw 1;" });
    const exercise = fixtureExercise(1, workshop);
    const target = { kind: "starter" } as const;
    const check = await checkExercise(exercise, target, { workshop });
    expect(check.tests.map(({ status }) => status)).toEqual([
      "passed",
      "failed",
      "failed",
      "passed",
    ]);
  });

  test("an exercise without tests is said to have none", async () => {
    const workshop = copyOfWorkshop({
      "exercises/01-greeting/greeting.test.ts": null,
    });
    const exercise = fixtureExercise(1, workshop);
    await expect(checkExercise(exercise, { kind: "yours" })).rejects.toThrow(
      "exercises/01-greeting has no test.",
    );
  });
});

describe("an exercise that starts a server", () => {
  test("runs the solution's, and what that imports", async () => {
    const check = await checkExercise(fixtureExercise(2), {
      kind: "solution",
    });
    expect(check.passed).toBe(true);
  });

  test("runs the kept starter's, from wherever that is", async () => {
    const check = await checkExercise(
      fixtureExercise(2),
      { kind: "starter" },
      { workshop: fixtureWorkshop },
    );
    expect(findingsOf(check)[0]?.lines).toEqual([
      'Expected: "42"',
      'Received: ""',
    ]);
  });

  test("says of a hard-coded port that it is one", async () => {
    const exercise = fixtureExercise(2);
    const target = targetOf(exercise, { trap: "fixed-port" });
    const check = await checkExercise(exercise, target);
    expect(findingsOf(check)[0]?.lines[0]).toMatch(
      /^Your server listens on port 17843 whatever PORT says: read process\.env\.PORT in .+server\.ts\.$/,
    );
  });

  test("that does not compile is shown with the compiler's words", async () => {
    const check = await checkServer("const a = ;");
    expect(findingsOf(check)[0]).toMatchObject({
      lines: ["Syntax error: Expression expected", "  const a = ;", /\^/],
      place: { file: expect.stringMatching(/server\.ts$/), line: 1 },
    });
  });

  test("that dies in a request says why", async () => {
    const check = await checkServer(`import { createServer } from "node:http";
createServer(() => {
  throw new Error("no answer");
}).listen(process.env.PORT);`);
    expect(findingsOf(check)[0]?.lines).toContain(
      "Caused by SocketError: other side closed",
    );
    expect(check.printed.join()).toMatch(
      /server\.ts ended with exit code 1\.[\s\S]+Error: no answer/,
    );
  });
});

/** Checks the second exercise with this for its server. */
function checkServer(source: string) {
  const { root } = copyOfWorkshop({ "laid-over/server.ts": source });
  const folder = join(root, "laid-over");
  const trap = { name: "", folder, files: [], wrong: "", caughtBy: "" };
  return checkExercise(fixtureExercise(2), { kind: "trap", trap });
}
