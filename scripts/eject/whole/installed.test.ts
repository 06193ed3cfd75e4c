// Proves that the install leaves the whole servers, says nothing of it, and cannot fail by them.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { directoryName, steps } from "../../../steps/steps";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { root } from "../../servers/host/paths";

/** What the install runs, in a folder; it rejects where that fails. */
function install(cwd: string, state: string) {
  const { scripts } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  const [, code = ""] = /^node -e "(.*)"$/.exec(scripts.postinstall) ?? [];
  const env = { ...process.env, WORKSHOP_STATE: state };
  return promisify(execFile)(process.execPath, ["-e", code], { cwd, env });
}

test("all of them are there, and nothing is printed", async () => {
  const state = writeTree({});

  const printed = await install(root, state);

  expect(printed).toEqual({ stdout: "", stderr: "" });
  for (const step of steps) {
    expect(
      existsSync(join(state, "servers", directoryName(step), "README.md")),
    ).toBe(true);
  }
});

test("a folder that cannot be written costs one line, and not the install", async () => {
  const state = join(writeTree({ file: "" }), "file");

  const { stdout, stderr } = await install(root, state);

  expect([stdout, stderr.trimEnd().split("\n").length]).toEqual(["", 1]);
});

test("nor does it fail where only package.json was copied so far", async () => {
  const printed = await install(writeTree({}), writeTree({}));

  expect(printed).toEqual({ stdout: "", stderr: "" });
});
