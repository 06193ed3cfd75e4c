// Proves that the part of a file is cut out that a lesson asks for.
import { describe, expect, test } from "@jest/globals";
import { excerpt } from "./excerpt";

const file = `// Builds the app.
// In two lines.
import express from "express";

// Limits a body.
const limit = "100kb";

/** Makes it. */
export function createApp() {
  const app = express();

  // First of all.
  app.use(log());
  app.use(express.json({ limit }));

  app.get("/", (req, res) => {
    res.end();
  });
  return { async listen() { return app.listen(); } };
}
`;

describe("an excerpt is", () => {
  test("the file without its opening comment, if no part is named", () => {
    expect(excerpt(file)).toBe(file.split("\n").slice(2).join("\n").trim());
  });

  test("a statement with the comment above it", () => {
    expect(excerpt(file, { from: "const limit" })).toBe(
      '// Limits a body.\nconst limit = "100kb";',
    );
  });

  test("a nested statement, moved to the left", () => {
    expect(excerpt(file, { from: "app.get(" })).toBe(
      'app.get("/", (req, res) => {\n  res.end();\n});',
    );
  });

  test("a method, of an object as well as of a class", () => {
    expect(excerpt(file, { from: "async listen" })).toBe(
      "async listen() { return app.listen(); }",
    );
  });

  test("everything from one statement to another beside it", () => {
    expect(excerpt(file, { from: "app.use(log", to: "app.use(express" })).toBe(
      "// First of all.\napp.use(log());\napp.use(express.json({ limit }));",
    );
  });

  test("the same on Windows", () => {
    const windows = file.replaceAll("\n", "\r\n");
    expect(excerpt(windows)).toBe(excerpt(file));
  });
});

test("a part that is not there, or there twice, has a reason", () => {
  expect(excerpt(file, { from: "app.put(" })).toEqual({
    reason: "no statement begins with app.put(",
  });
  expect(excerpt(file, { from: "app.use(" })).toEqual({
    reason: "several statements begin with app.use(",
  });
  expect(excerpt(file, { from: "app.get(", to: "app.use(log" })).toEqual({
    reason: "no statement behind it begins with app.use(log",
  });
});
