// Proves that prose breaks between words, and nowhere else.
import { describe, expect, test } from "@jest/globals";
import { wrap } from "./wrap";

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
