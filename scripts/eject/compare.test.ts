// Proves what two lists of files are said to differ in.
import { describe, expect, test } from "@jest/globals";
import { compare } from "./compare";

describe("compare", () => {
  const file = (path: string, text: string, step: string) => ({
    path,
    text,
    origin: `steps/${step}/${path}`,
  });
  const lines = (...words: string[]) => `${words.join("\n")}\n`;

  test("tells added, removed and unchanged files apart, in order", () => {
    const before = [file("b.ts", "b\n", "01"), file("a.ts", "a\n", "01")];
    const after = [file("b.ts", "b\n", "01"), file("c.ts", "c\nd\n", "02")];

    expect(compare(before, after)).toMatchObject([
      { path: "a.ts", status: "removed", linesRemoved: 1 },
      { path: "b.ts", status: "same", patch: "" },
      { path: "c.ts", status: "added", linesAdded: 2 },
    ]);
  });

  test("says where each side comes from, and only where it has a side", () => {
    const before = [file("a.ts", "a\n", "01")];
    const after = [file("b.ts", "b\n", "02")];

    const [removed, added] = compare(before, after);

    expect(removed?.from).toBe("steps/01/a.ts");
    expect(removed).not.toHaveProperty("to");
    expect(added?.to).toBe("steps/02/b.ts");
    expect(added).not.toHaveProperty("from");
  });

  test("calls a file changed while half of its lines stay", () => {
    const before = [file("a.ts", lines("1", "2", "3", "4"), "01")];
    const half = [file("a.ts", lines("1", "2", "x", "y"), "02")];
    const most = [file("a.ts", lines("1", "x", "y", "z"), "02")];

    expect(compare(before, half)[0]?.status).toBe("changed");
    expect(compare(before, most)[0]?.status).toBe("replaced");
  });

  test("calls the same text of another step the same", () => {
    const [change] = compare(
      [file("a.ts", "", "01")],
      [file("a.ts", "", "02")],
    );

    expect(change).toMatchObject({
      status: "same",
      from: "steps/01/a.ts",
      to: "steps/02/a.ts",
    });
  });

  test("writes a patch in the unified format, with both origins", () => {
    const [change] = compare(
      [file("a.ts", lines("one", "two"), "01")],
      [file("a.ts", lines("one", "three"), "02")],
    );

    expect(change?.patch).toBe(`--- a.ts\tsteps/01/a.ts
+++ a.ts\tsteps/02/a.ts
@@ -1,2 +1,2 @@
 one
-two
+three
`);
  });

  test("says of an added file that there was none before", () => {
    const [change] = compare([], [file("a.ts", "one\n", "02")]);

    expect(change?.patch).toMatch(/^--- \/dev\/null\n\+\+\+ a\.ts\t/);
  });
});
