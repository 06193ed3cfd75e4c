// Proves that a failure is told in words, and where to look.
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { root } from "../servers/host/paths";
import { explainFailure } from "./explain-failure";
import { matcherOf } from "./jest-reporter";
import { placeToLook } from "./places";

/** What is said if `body` is a test, as its failure comes from Jest's process. */
function explainFailureOf(body: () => unknown): string[] {
  try {
    body();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { matcher } = matcherOf(error) ?? {};
    return explainFailure(String(error.stack), matcher);
  }
  throw new Error("It did not fail.");
}

describe("a matcher's message", () => {
  test("keeps what was expected and received, and no more", () => {
    const lines = explainFailureOf(() => expect("a").toBe("b"));
    expect(lines).toEqual(['Expected: "b"', 'Received: "a"']);
  });

  test("keeps a difference, and says what its signs mean", () => {
    const lines = explainFailureOf(() =>
      expect({ a: 1, b: 2 }).toEqual({ a: 1 }),
    );
    expect(lines).toEqual([
      "- expected",
      "+ received",
      "",
      "  Object {",
      '    "a": 1,',
      '+   "b": 2,',
      "  }",
    ]);
  });

  test("keeps no count of the lines, however wide it is", () => {
    const received = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9 };
    const lines = explainFailureOf(() =>
      expect({ ...received, j: 10 }).toEqual({ z: 0 }),
    );
    expect(lines.slice(0, 2)).toEqual(["- expected", "+ received"]);
  });

  test("says what a matcher expects that leaves it to its name", () => {
    const lines = explainFailureOf(() => expect(undefined).toBeDefined());
    expect(lines).toEqual(["Expected: not undefined", "Received: undefined"]);
  });

  test("counts the calls of a mock", () => {
    const mock = jest.fn();
    const lines = explainFailureOf(() => expect(mock).toHaveBeenCalledTimes(1));
    expect(lines).toEqual([
      "Expected number of calls: 1",
      "Received number of calls: 0",
    ]);
  });

  test("leaves out the source that Jest quotes", () => {
    const throws = () => {
      throw new Error("no");
    };
    const lines = explainFailureOf(() => expect(throws).toThrow("yes"));
    expect(lines).toEqual([
      'Expected substring: "yes"',
      'Received message:   "no"',
    ]);
  });

  test("says what a matcher cannot work with", () => {
    const lines = explainFailureOf(() => expect(undefined).toContain("a"));
    expect(lines).toEqual([
      "Matcher error: received value must not be null nor undefined",
      "",
      "Received has value: undefined",
    ]);
  });

  test("says what a negated matcher expects that leaves it to its name", () => {
    const lines = explainFailureOf(() => expect(null).not.toBeNull());
    expect(lines).toEqual(["Expected: not null", "Received: null"]);
  });

  test("cuts a long value, and says how long it is", () => {
    const lines = explainFailureOf(() => expect("x".repeat(900)).toBe(""));
    expect(lines[1]).toMatch(/^Received: "x+… \(912 char/);
  });
});

describe("another error's message", () => {
  test("says what was thrown", () => {
    expect(explainFailure("TypeError: no\n    at a (/b.ts:1:2)")).toEqual([
      "It threw TypeError: no",
    ]);
    expect(explainFailure('Error: thrown: "text"')).toEqual([
      'It threw "text"',
    ]);
  });

  test("knows an import that is not there by its compiled call", () => {
    expect(
      explainFailure("TypeError: (0 , _greeting.greet) is not a function"),
    ).toEqual(["greet is not a function: is it exported?"]);
  });

  test("knows a status that was not the expected one", () => {
    expect(
      explainFailure('Error: expected 200 "OK", got 404 "Not Found"'),
    ).toEqual(['Expected: 200 "OK"', 'Received: 404 "Not Found"']);
  });

  test("gives a test that does not end a likely cause", () => {
    const message = `Error: thrown: "Exceeded timeout of 5000 ms for a test.
Add a timeout value to this test to increase the timeout."`;
    expect(explainFailure(message)).toEqual([
      "It did not end within 5 s.",
      "Is there a promise that never settles, or a request without an answer?",
    ]);
  });
});

describe("the place to look at", () => {
  const folder = join(root, "exercises/01-naive");
  const frame = (file: string) => `    at a (${join(folder, file)}:7:1)`;

  test("is the learner's line, not the test's or its helper's", () => {
    const stack = [
      frame("test/outcomes.ts"),
      frame("break-it.ts"),
      frame("break-it.test.ts"),
    ].join("\n");

    expect(placeToLook(stack, [folder])).toEqual({
      file: join(folder, "break-it.ts"),
      line: 7,
    });
  });

  test("is the innermost of the test's where there is no other", () => {
    const stack = [frame("test/outcomes.ts"), frame("break-it.test.ts")];

    expect(placeToLook(stack.join("\n"), [folder])?.file).toBe(
      join(folder, "test/outcomes.ts"),
    );
  });
});
