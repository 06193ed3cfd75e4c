// Proves where modules of many steps go, and that their imports follow.

import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { layOut, rewrite } from "./layout";
import { readModule } from "./modules";

describe("layOut", () => {
  const stepsFolder = join(__dirname, "steps");
  const inSteps = (...path: string[]) => join(stepsFolder, ...path);

  test("drops the step's folder and keeps the folders within", () => {
    const handler = inSteps("04-errors", "errors", "error-handler.ts");
    const app = inSteps("06-guards", "app.ts");

    const layout = layOut([handler, app], stepsFolder);

    expect([...layout.values()]).toEqual([
      "src/errors/error-handler.ts",
      "src/app.ts",
    ]);
  });

  test("names both of two modules on one path", () => {
    const files = [inSteps("04-b", "app.ts"), inSteps("03-a", "app.ts")];

    expect(() => layOut(files, stepsFolder)).toThrow(
      "src/app.ts would be both steps/03-a/app.ts and steps/04-b/app.ts",
    );
  });

  test.each([
    ["the list of steps", inSteps("steps.ts")],
    ["the tooling", join(__dirname, "layout.ts")],
  ])("refuses %s", (_, file) => {
    expect(() => layOut([file], stepsFolder)).toThrow("belongs to no step");
  });
});

describe("rewrite", () => {
  const rewritten = (text: string): string => {
    const folder = writeTree({
      "steps/01-a/users/index.ts": "",
      "steps/01-a/users/user.ts": "",
      "steps/01-a/users/seed.json": "[]",
      "steps/02-b/errors/handler.ts": text,
      "steps/02-b/errors/codes.ts": "",
    });
    const inSteps = (path: string) => join(folder, "steps", path);
    const handler = inSteps("02-b/errors/handler.ts");
    const files = [
      handler,
      inSteps("01-a/users/index.ts"),
      inSteps("01-a/users/user.ts"),
      inSteps("01-a/users/seed.json"),
      inSteps("02-b/errors/codes.ts"),
    ];
    return rewrite(readModule(handler), layOut(files, join(folder, "steps")));
  };

  test.each([
    ['from "../../01-a/users/user"', 'from "../users/user"'],
    ['from "../../01-a/users/user.ts"', 'from "../users/user.ts"'],
    ['from "../../01-a/users/user.js"', 'from "../users/user.js"'],
    ['from "../../01-a/users/seed.json"', 'from "../users/seed.json"'],
    ['from "../../01-a/users/index"', 'from "../users/index"'],
    ['from "../../01-a/users"', 'from "../users"'],
    ['from "./codes"', 'from "./codes"'],
    ['from "express"', 'from "express"'],
  ])("turns %s into %s", (before, after) => {
    expect(rewritten(`import x ${before};`)).toBe(`import x ${after};`);
  });

  test("turns a path into one path, in the same call", () => {
    expect(
      rewritten('run(join(__dirname, "..", "..", "01-a", "users", "user.ts"))'),
    ).toBe('run(join(__dirname, "../users/user.ts"))');
  });

  test("rewrites several imports and leaves comments as they are", () => {
    const before = `// See ../../01-a/users/user.
import a from "../../01-a/users/user";
import b from "../../01-a/users";
`;
    expect(rewritten(before)).toBe(`// See ../../01-a/users/user.
import a from "../users/user";
import b from "../users";
`);
  });

  test("says which line imports a file that is not there", () => {
    expect(() => rewritten('\nimport x from "./gone";')).toThrow(
      /handler\.ts:2 imports nothing: ".\/gone"/,
    );
  });
});
