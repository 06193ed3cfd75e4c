// Proves which names of folders PostgreSQL cannot be set up in.
import { expect, test } from "@jest/globals";
import { unfitFolder } from "./folder-name";

test.each(["$", "`", '"', "\\"])("a folder with %s is named", (character) => {
  const path = `/home/ada/my ${character}workshop`;

  expect(unfitFolder(path, "linux")).toBe(
    `PostgreSQL cannot be set up below a folder with ${character} in its name: rename it. It is ${path}`,
  );
});

test("spaces, brackets, accents and percent signs do no harm", () => {
  expect(unfitFolder("/w [1] (copy)+é #%20 & 'x'", "linux")).toBeUndefined();
  expect(unfitFolder("C:\\work", "win32")).toBeUndefined();
});
