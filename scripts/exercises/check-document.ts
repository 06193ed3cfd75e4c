// A check as one JSON document, for editors and for CI.
import type { Check } from "./check-exercise";
import { findingsOf } from "./explain-check";
import { withoutForeignFrames } from "./places";
import { targetName } from "./target";
import type { TestOutcome } from "./test-events";

export interface CheckDocument {
  readonly exercise: string;
  readonly target: string;
  readonly passed: boolean;
  readonly tests: readonly TestOutcome[];
}

/** What kept the tests from running stands among them, as a failed one. */
export function checkDocument(check: Check): CheckDocument {
  const { exercise, target, passed, tests, obstacle } = check;
  const [first] = obstacle ? findingsOf(check) : [];
  return {
    exercise: exercise.name,
    target: targetName(target),
    passed,
    tests: [...tests.map(withOwnStack), ...(first ? [failedTest(first)] : [])],
  };
}

function withOwnStack({ matcher, ...test }: TestOutcome): TestOutcome {
  if (test.message === undefined) return test;
  return { ...test, message: withoutForeignFrames(test.message) };
}

function failedTest({
  name,
  lines,
}: {
  name: string;
  lines: readonly string[];
}): TestOutcome {
  return { name, status: "failed", message: lines.join("\n"), ms: 0 };
}
