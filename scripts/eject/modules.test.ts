// Proves which sentence of a module is taken for its own.
import { expect, test } from "@jest/globals";
import { headerOf, openingComment } from "./modules";

test.each([
  ["// Builds the app.\nimport x;", "Builds the app."],
  ["// Builds the\n// app. And more.\nimport x;", "Builds the app."],
  ["// Reads app.ts, once.\n\n// Other.", "Reads app.ts, once."],
  ["/** Builds the app. */\nimport x;", "Builds the app."],
  ["/*\n * Builds the\n * app.\n */", "Builds the app."],
  ["#!/usr/bin/env node\n// Runs.\n", "Runs."],
  ["# Two nodes.\n# And more.\nname: x", "Two nodes."],
  ["# A title\n\nText.", "A title"],
  ["// no end\nimport x;", "no end"],
  ["import x;\n// Late.", ""],
  ["", ""],
])("the header of %j is %j", (text, header) => {
  expect(headerOf(text)).toBe(header);
});

test("the opening comment is all of it, on one line", () => {
  expect(openingComment("// One.\n// Two.\ncode();")).toBe("One. Two.");
});
