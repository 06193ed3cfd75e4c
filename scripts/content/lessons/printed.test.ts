// Proves what an ellipsis stands for, and what it does not.
import { describe, expect, test } from "@jest/globals";
import { findOutput, matchesOutput, plain } from "./printed";

describe("output matches", () => {
  test("line by line, whatever empty lines it ends with", () => {
    expect(matchesOutput(["a", "", "b"], "a\n\nb\n\n")).toBe(true);
    expect(matchesOutput(["a", "b"], "a\n\nb")).toBe(false);
    expect(matchesOutput(["a"], "a\nb")).toBe(false);
    expect(matchesOutput([], "")).toBe(true);
    expect(matchesOutput([], "a")).toBe(false);
  });

  test("where an ellipsis in a line stands for anything within it", () => {
    expect(matchesOutput(['{"id":…,"b":1}'], '{"id":7,"a":0,"b":1}')).toBe(
      true,
    );
    expect(matchesOutput(["a…b"], "ab")).toBe(true);
    expect(matchesOutput(["a…b"], "a\nb")).toBe(false);
  });

  test("where an ellipsis alone stands for any number of lines", () => {
    for (const text of ["a\nb", "a\n1\nb", "a\n1\n\n3\nb"]) {
      expect(matchesOutput(["a", "…", "b"], text)).toBe(true);
    }
    expect(matchesOutput(["a", "…", "b"], "a\nb\nc")).toBe(false);
    expect(matchesOutput(["…"], "")).toBe(true);
  });

  test("literally, where it has signs of a regular expression", () => {
    expect(matchesOutput(["[1] (a|b)? $x ^.*"], "[1] (a|b)? $x ^.*")).toBe(
      true,
    );
    expect(matchesOutput(["a.b"], "axb")).toBe(false);
  });
});

test("lines are found in the middle of others, at the start of a line", () => {
  expect(findOutput(["b", "…", "d"], "a\nb\nc\nd\ne\n")).toEqual({
    start: 2,
    end: 8,
  });
  expect(findOutput(["b"], "ab\n")).toBeUndefined();
  expect(findOutput(["b"], "b")).toBeUndefined();
});

test("text is plain without colours, cursor movements and carriage returns", () => {
  const esc = String.fromCharCode(27);
  expect(plain(`${esc}[31mred${esc}[39m  \r\n${esc}[1G${esc}[0Kx`)).toBe(
    "red\nx",
  );
});
