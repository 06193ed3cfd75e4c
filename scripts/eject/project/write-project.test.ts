// Proves where a project is written, and that nothing is written over.
import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { requireEmpty, targetDirectory, writeProject } from "./write-project";

describe("targetDirectory", () => {
  const from = resolve("/home/me");

  test.each([
    ["../my-api", resolve("/home/my-api")],
    ["my api", join(from, "my api")],
    [resolve("/srv/api"), resolve("/srv/api")],
    ["~", homedir()],
    ["~/api", join(homedir(), "api")],
    ["~api", join(from, "~api")],
  ])("reads %s as %s", (typed, directory) => {
    expect(targetDirectory(typed, from)).toBe(directory);
  });
});

describe("requireEmpty", () => {
  test("accepts a folder that is empty or not there", () => {
    const folder = writeTree({});

    expect(() => requireEmpty(folder)).not.toThrow();
    expect(() => requireEmpty(join(folder, "new"))).not.toThrow();
  });

  test("refuses a folder that holds anything, and a file", () => {
    const folder = writeTree({ ".hidden": "" });

    expect(() => requireEmpty(folder)).toThrow("is not empty");
    expect(() => requireEmpty(join(folder, ".hidden"))).toThrow("is a file");
  });
});

describe("writeProject", () => {
  test("makes the folders that the files need", () => {
    const folder = join(writeTree({}), "new", "api");

    writeProject(folder, [{ path: "src/users/users.ts", text: "users" }]);

    expect(readFileSync(join(folder, "src/users/users.ts"), "utf8")).toBe(
      "users",
    );
  });

  test("ends with a line, not a stack, where the system refuses", () => {
    const folder = writeTree({});
    writeFileSync(join(folder, "src"), "a file where a folder should be");

    expect(() =>
      writeProject(folder, [{ path: "src/server.ts", text: "" }]),
    ).toThrow(expect.objectContaining({ name: "UserError", exitCode: 1 }));
  });
});
