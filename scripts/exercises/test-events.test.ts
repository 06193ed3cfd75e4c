// Proves what becomes of a run whose process reports something thrown when no test was running.
import { describe, expect, test } from "@jest/globals";
import { RunLog, type TestOutcome } from "./test-events";

const passed: TestOutcome = { name: "greets", status: "passed", ms: 1 };
const failed: TestOutcome = { name: "trims", status: "failed", ms: 1 };
const late = "Error: ENOENT: no such file\n    at greeting.ts:3:1";

function runWith(tests: TestOutcome[]) {
  const log = new RunLog();
  log.add({ event: "file" });
  log.add({ event: "result", tests, printed: [] });
  log.add({ event: "end", isReusable: false, late });
  return log.toRun("done", 1000);
}

describe("something that is thrown after the last test", () => {
  test("stands in the way where all tests passed", () => {
    expect(runWith([passed]).obstacle).toEqual({ kind: "late", message: late });
  });

  test("is left to the test that failed", () => {
    expect(runWith([passed, failed]).obstacle).toBeUndefined();
  });
});
