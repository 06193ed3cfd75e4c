// Proves that the part of a file of settings is cut out that a slide asks for.
import { describe, expect, test } from "@jest/globals";
import { excerptOfLines } from "./excerpt-lines";

const file = `# One address for several nodes.
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
    expect(excerptOfLines(file)).toBe(
      file.split("\n").slice(2).join("\n").trim(),
    );
  });

  test("a line with the comment above it, moved to the left", () => {
    expect(excerptOfLines(file, { from: "keepalive 64" })).toBe(
      "# Kept for the next request.\n# Longer than the node keeps them.\nkeepalive 64;",
    );
  });

  test("a block with its end", () => {
    expect(excerptOfLines(file, { from: "location /" })).toBe(
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

    expect(excerptOfLines(file, cut)).toBe(
      "location / {\n    proxy_pass http://express;",
    );
    expect(excerptOfLines(file, { from: "location", to: "server" })).toEqual({
      reason: "no line behind it begins with server",
    });
  });

  test("the same on Windows", () => {
    const windows = file.replaceAll("\n", "\r\n");
    const cut = { from: "upstream" };

    expect(excerptOfLines(windows, cut)).toBe(excerptOfLines(file, cut));
  });
});

describe("there is no excerpt, and a reason, where", () => {
  test("nothing begins so", () => {
    expect(excerptOfLines(file, { from: "listen" })).toEqual({
      reason: "no line begins with listen",
    });
  });

  test("several lines do", () => {
    expect(excerptOfLines(file, { from: "keepalive_timeout" })).toEqual({
      reason: "several lines begin with keepalive_timeout",
    });
  });
});
