// Proves that columns line up, coloured or not.
import { describe, expect, test } from "@jest/globals";
import { table } from "./table";

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
