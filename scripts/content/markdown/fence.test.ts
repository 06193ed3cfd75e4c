// Proves that a console block is read as a reader reads it.
import { describe, expect, test } from "@jest/globals";
import { commandsIn, serverView } from "./fence";

const block = (text: string, info = "console") => ({
  info,
  text,
  line: 10,
  endLine: 99,
  isFenced: true,
  isNested: false,
});

describe("a console block has", () => {
  test("commands, each with the lines that follow it", () => {
    expect(commandsIn(block("$ a\n1\n\n2\n$ b\n$ c\n…\n"))).toEqual([
      { typed: "a", expected: ["1", "", "2"], line: 11 },
      { typed: "b", expected: [], line: 15 },
      { typed: "c", expected: ["…"], line: 16 },
    ]);
  });

  test("commands that go on behind a backslash", () => {
    expect(commandsIn(block("$ curl \\\n  -d x\nout\n"))).toEqual([
      { typed: "curl \\\n  -d x", expected: ["out"], line: 11 },
    ]);
  });

  test("commands that go on while a quotation is open", () => {
    const typed = `node -e '\n  "it";\n  print("\\"")'`;
    expect(commandsIn(block(`$ ${typed}\nout\n`))).toEqual([
      { typed, expected: ["out"], line: 11 },
    ]);
  });
});

describe("a server's terminal", () => {
  test("is that of port 3000, unless another is named", () => {
    const expected = ["a", "b"];
    const line = 10;
    const isEnded = false;
    expect(serverView(block("a\nb\n", "console server"))).toEqual({
      port: 3000,
      isEnded,
      expected,
      line,
    });
    expect(serverView(block("a\nb\n", "console server port=3001"))).toEqual({
      port: 3001,
      isEnded,
      expected,
      line,
    });
    expect(serverView(block("$ a\n"))).toBeUndefined();
  });

  test("shows Ctrl-C as ^C", () => {
    expect(serverView(block("^C\n", "console server"))).toMatchObject({
      isEnded: true,
      expected: [],
    });
  });
});
