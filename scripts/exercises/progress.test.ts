// Proves that progress is kept, and survives damage and neighbours.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterEach,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from "@jest/globals";
import { followLock, lockPath, readLock } from "../servers/host/lock";
import { typescriptArgs } from "../servers/start/child-environment";
import { readProgress, updateProgress } from "./progress";

let state: string;
let said: string[];

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "workshop-state-"));
  process.env.WORKSHOP_STATE = state;
  said = [];
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.WORKSHOP_STATE;
  rmSync(state, { recursive: true, force: true });
});

const file = () => join(state, "progress.json");

describe("progress", () => {
  test("starts empty, without a word", () => {
    expect(readProgress()).toEqual({});
    expect(said).toEqual([]);
  });

  test("is kept from one command to the next, exercise by exercise", () => {
    updateProgress("01-naive", () => ({ passedAt: "2026-01-01T00:00:00Z" }));
    updateProgress("03-middleware", ({ hints = 0 }) => ({ hints: hints + 1 }));
    updateProgress("03-middleware", ({ hints = 0 }) => ({ hints: hints + 1 }));

    expect(readProgress()).toEqual({
      "01-naive": { passedAt: "2026-01-01T00:00:00Z" },
      "03-middleware": { hints: 2 },
    });
    expect(readdirSync(state)).toEqual(["locks", "progress.json"]);
  });

  test.each([
    ["half a file", '{"01-naive": {"hin'],
    ["an array", "[]"],
    ["an entry of the wrong shape", '{"01-naive": {"hints": "many"}}'],
    ["an empty file", ""],
  ])("is set aside when damaged: %s", (_what, text) => {
    writeFileSync(file(), text);

    expect(readProgress()).toEqual({});

    const [kept = ""] = readdirSync(state);
    expect(kept).toMatch(/^progress\.damaged-.*\.json$/);
    expect(readFileSync(join(state, kept), "utf8")).toBe(text);
    expect(said).toEqual([
      `The progress file was damaged. It is kept as ${kept}.\n`,
    ]);
  });

  test("goes on unsaved, and says so, where it cannot be written", () => {
    process.env.WORKSHOP_STATE = join(state, "a-file", "inside");
    writeFileSync(join(state, "a-file"), "");

    const after = updateProgress("01-naive", () => ({ hints: 1 }));

    expect(after).toEqual({ hints: 1 });
    expect(said).toContainEqual(
      expect.stringMatching(/^Progress is not saved: .*\(E\w+\)\.\n$/),
    );
  });

  test("loses nothing when commands run at the same time", async () => {
    const run = () =>
      spawn(
        process.execPath,
        [...typescriptArgs(), join(__dirname, "fixtures/shows-hints.ts")],
        { env: process.env, stdio: "inherit" },
      );

    await Promise.all(
      [run(), run(), run()].map((child) => once(child, "exit")),
    );

    expect(readProgress()).toEqual({ "03-middleware": { hints: 30 } });
  });

  test("takes over the lock of a command that was killed", () => {
    const beyondAll = "2147483646"; // The number of no process.
    followLock(lockPath("progress"), readLock(lockPath("progress")), beyondAll);

    updateProgress("01-naive", () => ({ hints: 1 }));

    expect(readProgress()).toEqual({ "01-naive": { hints: 1 } });
  });

  test("says why, where the file itself cannot be read", () => {
    mkdirSync(file());

    expect(readProgress()).toEqual({});
    expect(said).toEqual([
      expect.stringMatching(/^Progress cannot be read: .*\(EISDIR\)/),
    ]);
  });
});
