// Proves what the diff command compares, and what it says of wrong usage.
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { thisWorkshop } from "../../exercises/exercise";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { UserError } from "../../servers/host/user-error";
import { betweenAnswers, betweenSteps, command } from "./diff";

const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);

afterEach(() => {
  write.mockClear();
});

async function printed(...words: string[]): Promise<string> {
  await command().parseAsync(words, { from: "user" });
  return write.mock.calls.map(([chunk]) => String(chunk)).join("");
}

describe("diff of two steps", () => {
  test("compares their whole servers", () => {
    const { from, to, files } = betweenSteps("2", "middleware");

    expect([from, to]).toEqual(["02-event-loop", "03-middleware"]);
    expect(files).toContainEqual(
      expect.objectContaining({
        path: "src/app.ts",
        status: "added",
        to: "steps/03-middleware/app.ts",
      }),
    );
    expect(files).toContainEqual(
      expect.objectContaining({
        path: "src/users/user-store.ts",
        status: "same",
        from: "steps/02-event-loop/users/user-store.ts",
      }),
    );
  });

  test("of one alone compares it with the step before", () => {
    expect(betweenSteps("3", undefined)).toEqual(betweenSteps("2", "3"));
  });

  test("backwards turns what was added into what was removed", () => {
    const app = betweenSteps("3", "2").files.find(
      ({ path }) => path === "src/app.ts",
    );

    expect(app?.status).toBe("removed");
  });

  test("prints the summary and then the patches", async () => {
    const text = await printed("2", "3");

    expect(text).toMatch(/^02-event-loop → 03-middleware: \d+ new/);
    expect(text).toContain("\n+++ src/app.ts\tsteps/03-middleware/app.ts\n");
  });

  test("prints the summary alone with --stat", async () => {
    const text = await printed("2", "3", "--stat");

    expect(text).toMatch(/^src\/app\.ts +new +\+\d+ +steps\/03-middleware$/m);
    expect(text).not.toContain("@@");
  });

  test("names the packages that one of them alone imports", () => {
    const { packages } = betweenSteps("2", "3");

    expect(packages?.added).toContain("helmet");
    expect(packages?.added).not.toContain("express");
    expect(betweenSteps("3", "2").packages?.removed).toEqual(packages?.added);
  });

  test("prints one JSON document with --json", async () => {
    expect(JSON.parse(await printed("2", "3", "--json"))).toEqual(
      betweenSteps("2", "3"),
    );
  });

  test("of a step with itself is one line", async () => {
    expect(await printed("3", "03")).toBe(
      "03-middleware is the same step on both sides.\n",
    );
  });

  test.each([
    [[], "Which step?"],
    [["1"], "Step 1 is the first: npm run diff 1 2"],
    [["0"], 'There is no step "0"'],
    [["3", "99"], 'There is no step "99"'],
  ])("refuses %j as wrong usage", async (words, line) => {
    const error = await printed(...words).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2 });
    expect(String(error)).toContain(line);
  });
});

describe("diff of an exercise", () => {
  const solution = "// Adds.\nexport const add = (a, b) => a + b;\n";
  const folder = writeTree({
    "exercises/03-middleware/add.ts": "// TODO: add.\n",
    "solutions/03-middleware/add.ts": solution,
    "solutions/03-middleware/unedited.ts": "",
    "solutions/03-middleware/traps/subtracts/add.ts": `// Trap: subtracts.\n${solution.replace("+", "-")}`,
  });
  const workshop = { ...thisWorkshop, root: folder };

  test("compares the learner's files with the solution's", () => {
    const { from, to, files } = betweenAnswers("3", undefined, workshop);

    expect([from, to]).toEqual([
      "exercises/03-middleware",
      "solutions/03-middleware",
    ]);
    expect(files).toMatchObject([
      { path: "add.ts", status: "replaced" },
      { path: "unedited.ts", status: "added" },
    ]);
  });

  test("compares lines without their ends, or a mark before the first", () => {
    const onWindows = writeTree({
      "exercises/03-middleware/add.ts": `\uFEFF${solution.replaceAll("\n", "\r\n")}`,
      "solutions/03-middleware/add.ts": solution,
    });

    const { files } = betweenAnswers("3", undefined, {
      ...thisWorkshop,
      root: onWindows,
    });

    expect(files).toMatchObject([{ path: "add.ts", status: "same" }]);
  });

  test("with --trap compares the solution with the trap's own files", () => {
    const { to, files } = betweenAnswers("3", "subtracts", workshop);

    expect(to).toBe("solutions/03-middleware/traps/subtracts");
    expect(files.map(({ path }) => path)).toEqual(["add.ts"]);
    expect(files[0]?.patch).toContain("+export const add = (a, b) => a - b;");
  });

  test("refuses a trap that is not, and says which are", () => {
    expect(() => betweenAnswers("3", "nosuch", workshop)).toThrow(
      'no trap "nosuch". Its traps: subtracts',
    );
  });

  test("does not call an exercise without a solution solved", () => {
    expect(() => betweenAnswers("4", undefined, workshop)).toThrow(
      "solutions/04-errors holds no file",
    );
  });
});
