// Proves where a project is written, and that nothing is written over.
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
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

  test("accepts a repository that holds nothing yet", () => {
    const folder = writeTree({ ".git/HEAD": "ref: refs/heads/main\n" });

    expect(() => requireEmpty(folder)).not.toThrow();
  });

  test("refuses a folder that holds anything, and a file", () => {
    const folder = writeTree({ ".hidden": "" });

    expect(() => requireEmpty(folder)).toThrow("is not empty");
    expect(() => requireEmpty(join(folder, ".hidden"))).toThrow("is a file");
  });

  test("refuses a path through a file, and names the file", () => {
    const file = join(writeTree({ file: "" }), "file");

    expect(() => requireEmpty(join(file, "deep", "api"))).toThrow(
      `${file} is a file: name a folder to be made.`,
    );
  });

  const testOnPosix = process.platform === "win32" ? test.skip : test;
  testOnPosix.each([
    ["/proc/x", "/proc is not on a disk"],
    ["/proc/self/x", "/proc is not on a disk"],
    ["/sys/x", "/sys is not on a disk"],
    ["/sys", "/sys is not on a disk"],
    ["/dev/x", "/dev is not on a disk"],
    ["/dev/null", "/dev/null is a device"],
    ["/dev/null/x", "/dev/null is a device"],
  ])("refuses %s as wrong usage, in one line", (directory, why) => {
    const refusal = { exitCode: 2, message: expect.stringMatching(/^.+$/) };

    expect(() => requireEmpty(directory)).toThrow(
      expect.objectContaining(refusal),
    );
    expect(() => requireEmpty(directory)).toThrow(why);
  });

  testOnPosix("refuses a link into such a folder", () => {
    const link = join(writeTree({}), "link");
    symlinkSync("/dev", link);

    expect(() => requireEmpty(join(link, "x"))).toThrow("not on a disk");
  });

  testOnPosix(
    "accepts /dev/shm, and what begins like a folder of these",
    () => {
      expect(() => requireEmpty("/dev/shm/no-such-folder")).not.toThrow();
      expect(() => requireEmpty("/process/x")).not.toThrow();
    },
  );
});

describe("writeProject", () => {
  test("makes the folders that the files need", () => {
    const folder = join(writeTree({}), "new", "api");

    writeProject(folder, [{ path: "src/users/users.ts", text: "users" }]);

    expect(readFileSync(join(folder, "src/users/users.ts"), "utf8")).toBe(
      "users",
    );
  });

  const refused = { name: "UserError", exitCode: 1 };

  test("ends with a line, not a stack, where the system refuses", () => {
    const folder = writeTree({});
    writeFileSync(join(folder, "src"), "a file where a folder should be");

    expect(() => writeProject(folder, oneFile)).toThrow(
      expect.objectContaining(refused),
    );
  });

  test("does so for a link to nowhere", () => {
    const link = join(writeTree({}), "link");
    symlinkSync(join(link, "..", "gone"), link);

    expect(() => writeProject(link, oneFile)).toThrow(
      expect.objectContaining(refused),
    );
  });

  const canRefuse = process.platform !== "win32";
  (canRefuse ? test : test.skip)("does so for a folder of others", () => {
    const folder = writeTree({});
    chmodSync(folder, 0o555);

    expect(() => asNobody(() => writeProject(folder, oneFile))).toThrow(
      expect.objectContaining({
        ...refused,
        message: expect.stringMatching(/^Cannot write the project: EACCES.+$/),
      }),
    );
  });
});

const oneFile = [{ path: "src/server.ts", text: "" }];

/** Root may write everywhere, so it becomes somebody else meanwhile. */
function asNobody(act: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
