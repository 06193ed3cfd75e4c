// Proves that faults.json is read, and that each mistake in it is one line that names the place.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parseLogin, readOwnServerFile } from "./own-server";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "own-server-"));
  file = join(folder, "faults.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("routes are written as a line, or with a body", () => {
  const order = { method: "POST", path: "/orders", body: { lamp: 1 } };
  writeFileSync(file, JSON.stringify({ routes: ["GET /orders", order] }));

  const { routes } = readOwnServerFile(file);

  expect(routes).toEqual([
    { method: "GET", path: "/orders", public: false },
    { ...order, public: false },
  ]);
});

describe("one line, for", () => {
  test.each([
    ["{", /^.*faults\.json is not JSON: .*$/],
    ['{"rutes":[]}', /faults\.json: Unrecognized key: "rutes"\.$/],
    ['{"routes":["PUT /x"]}', /faults\.json, routes\.0: /],
    ['{"headers":{"a":1}}', /faults\.json, headers\.a: .*string/],
    ['{"failOn":["crash"]}', /faults\.json, failOn\.0: .*"crashed"/],
  ])("%s", (text, line) => {
    writeFileSync(file, text);

    expect(() => readOwnServerFile(file)).toThrow(line);
  });

  test("a file that is not there", () => {
    expect(() => readOwnServerFile(file)).toThrow(/^There is no file .*$/);
  });
});

test("a login is a path and a body", () => {
  expect(parseLogin('/login {"user":"ada"}')).toMatchObject({
    method: "POST",
    path: "/login",
    body: { user: "ada" },
  });
  expect(() => parseLogin("/login {")).toThrow("--login is a path and a body");
});
