// Proves that no way of importing goes unseen and none is invented, and which
// file or package each import means.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { importsOf, packageOf, resolveImport } from "./imports";

const everyWay = [
  ['import a from "./static";', "./static"],
  ['import "./effect";', "./effect"],
  ['import type { B } from "./type";', "./type"],
  ['export * from "./re-export";', "./re-export"],
  ['export { c } from "./named";', "./named"],
  ['const d = import("./dynamic");', "./dynamic"],
  ['const e = require("./required");', "./required"],
  ['import f = require("./equals");', "./equals"],
  ['fork(require.resolve("./resolved"));', "./resolved"],
  ['let g: typeof import("./import-type");', "./import-type"],
  ['declare module "./augmented" {}', "./augmented"],
  ['jest.mock("./mocked", () => ({}));', "./mocked"],
  ['jest.requireActual<H>("./actual");', "./actual"],
] as const;

describe("importsOf", () => {
  test.each(everyWay)("sees %s", (text, specifier) => {
    expect(importsOf(text)).toMatchObject([{ specifier, kind: "module" }]);
  });

  test.each([
    ['new Worker(join(__dirname, "hash.ts"))', "./hash.ts", '"hash.ts"'],
    ['fork(path.resolve(__dirname, "..", "w"))', "../w", '"..", "w"'],
  ])(
    "sees a path from the file's own folder: %s",
    (text, specifier, written) => {
      const [found] = importsOf(text);

      expect(found).toMatchObject({ specifier, kind: "path" });
      expect(text.slice(found?.start, found?.end)).toBe(written);
    },
  );

  test("says where each specifier stands", () => {
    const text = "// π\nimport a from \"./a\";\nimport b from 'b';\n";

    const found = importsOf(text);

    expect(found.map(({ line }) => line)).toEqual([2, 3]);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      '"./a"',
      "'b'",
    ]);
  });

  test.each([
    '// import a from "./comment";',
    "const text = 'import a from \"./text\"';",
    'declare module "express" {}',
    "const made = import(name);",
    'join(folder, "file.ts"); join(__dirname, name);',
  ])("sees no import in %s", (text) => {
    expect(importsOf(text)).toEqual([]);
  });
});

describe("resolveImport", () => {
  const folder = writeTree({
    "a.ts": "",
    "data.json": "{}",
    "plain.js": "",
    "schema.sql": "",
    "users/index.ts": "",
  });
  const resolved = (specifier: string, kind: "module" | "path" = "module") =>
    resolveImport({ specifier, kind }, join(folder, "users", "x.ts"));

  test.each([
    ["../a", "a.ts"],
    ["../a.ts", "a.ts"],
    ["../a.js", "a.ts"],
    ["../plain", "plain.js"],
    ["../data", "data.json"],
    [".", "users/index.ts"],
    ["../users", "users/index.ts"],
  ])("finds %s", (specifier, file) => {
    expect(resolved(specifier)).toBe(join(folder, file));
  });

  test("finds a file that is no module by its path", () => {
    expect(resolved("../schema.sql", "path")).toBe(join(folder, "schema.sql"));
  });

  test("finds nothing where there is nothing, nor a bare folder", () => {
    expect(resolved("./missing")).toBeUndefined();
    expect(resolved("../users", "path")).toBeUndefined();
  });
});

test.each([
  ["express", "express"],
  ["winston/lib/x", "winston"],
  ["@jest/globals", "@jest/globals"],
  ["@scope/name/deep", "@scope/name"],
  ["node:fs", undefined],
  ["fs/promises", undefined],
  ["./express", undefined],
])("packageOf(%j) is %j", (specifier, name) => {
  expect(packageOf(specifier)).toBe(name);
});
