// Proves that what systems and editors leave beside files is not taken for them.
import { expect, test } from "@jest/globals";
import { writeTree } from "./fixtures/write-tree";
import { filesUnder, namesIn } from "./visible-files";

test("files are those that people put there", () => {
  const folder = writeTree({
    "app.ts": "",
    "users/store.ts": "",
    "._app.test.ts": "what macOS keeps",
    "users/.store.ts.swp": "an editor's",
    ".idea/settings.ts": "another one's",
  });

  expect(filesUnder(folder)).toEqual(["app.ts", "users/store.ts"]);
  expect(namesIn(folder)).toEqual(["app.ts", "users"]);
  expect(filesUnder(`${folder}/nowhere`)).toEqual([]);
});
