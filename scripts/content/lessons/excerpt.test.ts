// Proves that the part of a file is cut out that a lesson or a slide asks for.
import { describe, expect, test } from "@jest/globals";
import { excerpt, excerptOfLines } from "./excerpt";

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

const settings = `# One address for several nodes.
# In two lines.

upstream express {
    server 10.0.0.1:3000;

    # Kept for the next request.
    # Longer than the node keeps them.
    keepalive 64;
    keepalive_timeout 60s;
}

server {
    keepalive_timeout 65s;
    location / {
        proxy_pass http://express;
    }
}
`;

describe("an excerpt of settings is", () => {
  test("the file without its opening comment, if no part is named", () => {
    expect(excerptOfLines(settings)).toBe(
      settings.split("\n").slice(2).join("\n").trim(),
    );
  });

  test("a line with the comment above it, moved to the left", () => {
    expect(excerptOfLines(settings, { from: "keepalive 64" })).toBe(
      "# Kept for the next request.\n# Longer than the node keeps them.\nkeepalive 64;",
    );
  });

  test("a block with its end", () => {
    expect(excerptOfLines(settings, { from: "location /" })).toBe(
      "location / {\n    proxy_pass http://express;\n}",
    );
  });

  test("a block that no bracket ends, as YAML has them", () => {
    const yaml = "spec:\n  probe:\n    path: /a\n\n    port: 1\n  other: 2\n";

    expect(excerptOfLines(yaml, { from: "probe:" })).toBe(
      "probe:\n  path: /a\n\n  port: 1",
    );
  });

  test("everything from one line to another, and not to one before it", () => {
    const cut = { from: "location", to: "proxy_pass" };

    expect(excerptOfLines(settings, cut)).toBe(
      "location / {\n    proxy_pass http://express;",
    );
    expect(
      excerptOfLines(settings, { from: "location", to: "server" }),
    ).toEqual({
      reason: "no line behind it begins with server",
    });
  });

  test("the same on Windows", () => {
    const windows = settings.replaceAll("\n", "\r\n");
    const cut = { from: "upstream" };

    expect(excerptOfLines(windows, cut)).toBe(excerptOfLines(settings, cut));
  });
});

describe("there is no excerpt, and a reason, where", () => {
  test("nothing begins so", () => {
    expect(excerptOfLines(settings, { from: "listen" })).toEqual({
      reason: "no line begins with listen",
    });
  });

  test("several lines do", () => {
    expect(excerptOfLines(settings, { from: "keepalive_timeout" })).toEqual({
      reason: "several lines begin with keepalive_timeout",
    });
  });
});
