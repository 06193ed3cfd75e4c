// Proves which file a specifier means, and which package.

import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { packageOf, resolveImport } from "./resolve";

describe("resolveImport", () => {
  const folder = writeTree({
    "a.ts": "",
    "data.json": "{}",
    "schema.sql": "",
    "users/index.ts": "",
  });
  const resolved = (specifier: string, kind: "module" | "path" = "module") =>
    resolveImport({ specifier, kind }, join(folder, "users", "x.ts"));

  test.each([
    ["../a", "a.ts"],
    ["../a.ts", "a.ts"],
    ["../a.js", "a.ts"],
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
