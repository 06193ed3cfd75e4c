// Proves that generated files follow their sources, and that nothing of the reader's is lost.
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import {
  isUpToDate,
  removeGenerated,
  writeGenerated,
} from "./generated-folder";

/** A folder with two generated files, and what is done to it. */
function generated() {
  const tree = writeTree({});
  const folder = join(tree, "server");
  const saved = join(tree, "saved");
  const generate = (texts: Record<string, string>, stamp = "new") =>
    writeGenerated(
      folder,
      Object.entries(texts).map(([path, text]) => ({ path, text })),
      { stamp, saved },
    );
  generate({ "src/app.ts": "one", "src/db/pool.ts": "two" }, "old");
  const read = (path: string) => readFileSync(join(tree, path), "utf8");
  const edit = (path: string, text: string) => {
    chmodSync(join(folder, path), 0o644);
    writeFileSync(join(folder, path), text);
  };
  return { tree, folder, saved, generate, read, edit };
}

test("the files are read-only", () => {
  const { folder } = generated();

  const { mode } = statSync(join(folder, "src/app.ts"));

  expect(mode & 0o222).toBe(0);
});

test("a file that changed is written again, one that is gone is removed", () => {
  const { folder, saved, generate, read } = generated();

  const changed = generate({ "src/app.ts": "three" });

  expect(read("server/src/app.ts")).toBe("three");
  expect(readdirSync(join(folder, "src"))).toEqual(["app.ts"]);
  expect(changed).toEqual([]);
  expect(existsSync(saved)).toBe(false);
});

test.each([
  ["would be written over", { "src/app.ts": "3", "src/db/pool.ts": "two" }],
  ["would be removed", { "src/db/pool.ts": "two" }],
])("what the reader wrote into a file that %s is kept", (_, texts) => {
  const { generate, read, edit } = generated();
  edit("src/app.ts", "mine");

  const changed = generate(texts);

  expect(changed).toEqual(["src/app.ts"]);
  expect(read("saved/src/app.ts")).toBe("mine");
});

test("a file that the reader added stays", () => {
  const { folder, generate, read } = generated();
  writeFileSync(join(folder, "src/db/notes.ts"), "mine");

  generate({ "src/app.ts": "three" });

  expect(read("server/src/db/notes.ts")).toBe("mine");
});

test("and it is kept where a generated file takes its place", () => {
  const { folder, generate, read } = generated();
  writeFileSync(join(folder, "src/server.ts"), "mine");

  generate({ "src/server.ts": "four" });

  expect(read("server/src/server.ts")).toBe("four");
  expect(read("saved/src/server.ts")).toBe("mine");
});

test("without its record, whatever differs counts as the reader's", () => {
  const { folder, generate, read } = generated();
  writeFileSync(join(folder, ".generated.json"), "{");

  const changed = generate({ "src/app.ts": "one", "src/db/pool.ts": "three" });

  expect(changed).toEqual(["src/db/pool.ts"]);
  expect(read("saved/src/db/pool.ts")).toBe("two");
});

test("it is up to date with the same stamp, while all files are there", () => {
  const { folder, generate } = generated();
  const before = [isUpToDate(folder, "old"), isUpToDate(folder, "new")];
  generate({ "src/app.ts": "one", "src/gone.ts": "" });
  writeFileSync(join(folder, "mine.ts"), "");
  const after = isUpToDate(folder, "new");
  rmSync(join(folder, "src/gone.ts"));

  expect(before).toEqual([true, false]);
  expect(after).toBe(true);
  expect(isUpToDate(folder, "new")).toBe(false);
});

test("a folder of no step goes, but for what is the reader's", () => {
  const { tree, folder, saved } = generated();

  removeGenerated(folder, saved);

  expect(readdirSync(tree)).toEqual([]);
});
