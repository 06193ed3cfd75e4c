// Proves that a page opens in the browser that the environment names.
import { once } from "node:events";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { openerOf, openInBrowser } from "./open-in-browser";

const page = "http://127.0.0.1:4000/";
const { BROWSER } = process.env;

afterEach(() => {
  if (BROWSER === undefined) delete process.env.BROWSER;
  else process.env.BROWSER = BROWSER;
});

describe("a page", () => {
  // Windows starts no script by its first line.
  const testOnUnix = process.platform === "win32" ? test.skip : test;

  testOnUnix("is handed to the program that BROWSER names", async () => {
    const folder = writeTree({
      "a browser": `#!/bin/sh\nprintf %s "$1" > "$(dirname "$0")/seen"\n`,
    });
    chmodSync(join(folder, "a browser"), 0o755);
    process.env.BROWSER = join(folder, "a browser");

    const child = openInBrowser(page);
    if (child) await once(child, "exit");

    expect(readFileSync(join(folder, "seen"), "utf8")).toBe(page);
  });

  test.each<[string | undefined, NodeJS.Platform, string[]]>([
    [undefined, "linux", ["xdg-open", page]],
    [undefined, "darwin", ["open", page]],
    [undefined, "win32", ["explorer.exe", page]],
    ["firefox", "darwin", ["firefox", page]],
    ["firefox --new-window", "linux", ["firefox", "--new-window", page]],
    [process.execPath, "linux", [process.execPath, page]],
    ["none", "linux", []],
  ])("with BROWSER=%s on %s: %j", (browser, platform, words) => {
    const env = browser === undefined ? {} : { BROWSER: browser };

    expect(openerOf(page, env, platform)).toEqual(words);
  });
});
