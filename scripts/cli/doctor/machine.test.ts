// Proves what the doctor says about each Node.
import { describe, expect, test } from "@jest/globals";
import { node } from "./machine";

describe("the doctor on Node", () => {
  test("is content with the pinned one and newer", () => {
    expect(node("24.21.0", "/usr/bin/node")).toEqual({
      what: "node",
      found: "v24.21.0, from the system",
    });
  });

  test.each(["20.19.0", "22.12.0"])("says what %s costs", (version) => {
    const { remedy, essential } = node(version, "/usr/bin/node");

    expect(remedy).toContain("2 to 4 times as many requests on Node 24");
    expect(essential).toBeUndefined();
  });

  test.each(["18.20.0", "20.18.3"])("refuses %s", (version) => {
    const { remedy, essential } = node(version, "/usr/bin/node");

    expect(remedy).toContain("needs 20.19 or newer");
    expect(essential).toBe(true);
  });
});
