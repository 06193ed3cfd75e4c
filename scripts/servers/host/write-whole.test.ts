// Proves that a file is replaced whole, or stays as it is.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { writeWhole } from "./write-whole";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "write-whole-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a file is replaced, and nothing is beside it", () => {
  const file = join(folder, "a.json");
  writeWhole(file, "one");
  writeWhole(file, "two");

  expect(readFileSync(file, "utf8")).toBe("two");
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test("where a file cannot be replaced, no draft of it stays", () => {
  mkdirSync(join(folder, "a.json"));

  expect(() => writeWhole(join(folder, "a.json"), "one")).toThrow();

  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test("an error names the file, not its draft", () => {
  const file = join(folder, "nowhere", "a.json");

  expect(() => writeWhole(file, "one")).toThrow(
    expect.objectContaining({ code: "ENOENT", path: file, dest: file }),
  );
});
