// Proves what becomes of the marks in a template.
import { expect, test } from "@jest/globals";
import { fill } from "./template";

test("puts a value in each of its places, as it is", () => {
  expect(fill("{{a}} and {{a}}, {{b}}", { a: "$&", b: "" })).toBe(
    "$& and $&, ",
  );
});

const text = `one
  # {{#more}}
  two {{more}}
  # {{/more}}
three
<!-- {{#more}} -->
four
<!-- {{/more}} -->
`;

test.each([
  ["yes", "one\n  two yes\nthree\nfour\n"],
  [true, "one\n  two true\nthree\nfour\n"],
  ["", "one\nthree\n"],
  [false, "one\nthree\n"],
])("keeps the lines of a section for %j, without its marks", (more, filled) => {
  expect(fill(text, { more })).toBe(filled);
});

test("names what has no value", () => {
  expect(() => fill("{{gone}}", {})).toThrow("{{gone}} has no value");
  expect(() => fill("{{#gone}}\n{{/gone}}\n", {})).toThrow("{{gone}}");
});
