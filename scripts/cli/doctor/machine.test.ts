// Proves what the doctor says about each Node.
import { describe, expect, test } from "@jest/globals";
import { node, othersVariables } from "./machine";

describe("the doctor on Node", () => {
  test("is content with the pinned one and newer", () => {
    expect(node("24.21.0", "/usr/bin/node")).toEqual({
      what: "node",
      found: "v24.21.0, from the system",
    });
  });

  test.each(["22.15.0", "23.11.0"])("says what %s costs", (version) => {
    const { remedy, essential } = node(version, "/usr/bin/node");

    expect(remedy).toContain("is measured on Node 24");
    expect(essential).toBeUndefined();
  });

  test.each(["20.19.0", "22.14.0"])("refuses %s", (version) => {
    const { remedy, essential } = node(version, "/usr/bin/node");

    expect(remedy).toContain("needs 22.15 or newer");
    expect(essential).toBe(true);
  });
});

describe("the doctor on other programs' variables", () => {
  test("names what is set aside", () => {
    expect(othersVariables([])).toEqual([]);
    expect(othersVariables(["PGSSLMODE", "http_proxy", "no_proxy"])).toEqual([
      {
        what: "set aside",
        found:
          "PGSSLMODE, http_proxy, no_proxy: set for other programs, not used here",
      },
    ]);
  });

  test("says that curl asks a proxy for localhost too", () => {
    const [{ remedy } = {}] = othersVariables(["http_proxy"]);

    expect(remedy).toContain("no_proxy=localhost,127.0.0.1");
  });
});
