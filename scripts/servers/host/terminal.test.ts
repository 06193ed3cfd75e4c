// Proves that columns line up and lines fit, whatever is in them.
import { describe, expect, test } from "@jest/globals";
import { table, wrap } from "./terminal";

describe("table", () => {
  test("lines columns up, with no blanks at the ends of lines", () => {
    expect(
      table([
        ["#", "step", "state"],
        ["10", "a", ""],
      ]),
    ).toEqual(["#   step  state", "10  a"]);
  });

  test("does not count what only colours", () => {
    const [first = "", second = ""] = table([
      ["\u001B[32mok\u001B[39m", "x"],
      ["long", "y"],
    ]);

    expect(first.indexOf("x") - "\u001B[32m\u001B[39m".length).toBe(
      second.indexOf("y"),
    );
  });
});

describe("wrap", () => {
  test("breaks between words, at the last that fits", () => {
    expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  });

  test("leaves a word whole that fits no line", () => {
    expect(wrap("a extraordinary b", 5)).toEqual(["a", "extraordinary", "b"]);
  });

  test("has no lines for no words", () => {
    expect(wrap(" ")).toEqual([]);
  });
});
