// Proves that what was made from files is kept until one of them changes.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { memoizeByMtime } from "./memoize-by-mtime";

test("what was made from a file is kept until the file changes", () => {
  const folder = mkdtempSync(join(tmpdir(), "workshop-kept-"));
  const file = join(folder, "a.txt");
  let made = 0;
  const make = memoizeByMtime(() => {
    made += 1;
    return made;
  });

  writeFileSync(file, "1");
  const results = [make(file), make(file)];
  writeFileSync(file, "22");
  results.push(make(file));

  rmSync(folder, { recursive: true });
  expect(results).toEqual([1, 1, 2]);
});

test("a file that is renamed is another one, even with its time and size", () => {
  let needed = ["a.txt"];
  let made = 0;
  const make = memoizeByMtime(
    () => {
      made += 1;
      return made;
    },
    () => needed,
  );

  const before = make("no-such-file");
  needed = ["b.txt"];

  expect([before, make("no-such-file")]).toEqual([1, 2]);
});
