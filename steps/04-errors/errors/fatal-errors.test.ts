// Proves, on real processes, that what nobody caught is logged whole and ends them.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "@jest/globals";

// Each starts a process that compiles first: slow on a slow machine.

/** The program, with its output on a pipe. */
function start(way: string): ChildProcess {
  return fork(join(__dirname, "fixtures", "ends-badly.ts"), [way], {
    cwd: __dirname,
    execArgv: ["-r", "ts-node/register"],
    silent: true,
  });
}

/** Runs the program to its end. */
async function endBy(way: string) {
  const child = start(way);
  if (!child.stdout) throw new Error("no output to read");
  const [output, [code]] = await Promise.all([
    text(child.stdout),
    once(child, "exit"),
  ]);
  const [line = "", ...more] = output.trimEnd().split("\n");
  return { code, entry: JSON.parse(line), more };
}

describe("what nobody caught ends the process with exit code 1", () => {
  test.concurrent.each([
    ["error", "uncaughtException", /^Error: out of tea\n +at /],
    ["text", "uncaughtException", /^out of tea$/],
    ["rejection", "unhandledRejection", /^Error: out of tea\n +at /],
    ["large", "uncaughtException", /^Error: out of tea x{1000000}\n +at /],
  ])("and one line in the log: %s", async (way, origin, error) => {
    const { code, entry, more } = await endBy(way);

    expect({ code, entry, more }).toMatchObject({
      code: 1,
      entry: {
        level: "error",
        message: "uncaught, ending the process",
        origin,
        error: expect.stringMatching(error),
      },
      more: [],
    });
  });

  test.concurrent("also where nobody reads the log any more", async () => {
    const child = start("large");

    // All of it is not read: more than the pipe takes.
    const [code] = await once(child, "exit");

    child.stdout?.destroy();
    expect(code).toBe(1);
  });

  test.concurrent("also where a second error follows the first", async () => {
    const { code, entry } = await endBy("twice");

    expect(code).not.toBe(0);
    expect(entry.error).toContain("out of tea");
  });
});
