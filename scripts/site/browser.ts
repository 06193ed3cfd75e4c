// Finds an installed browser and starts it without a window: for slides as PDF, and for the tests of pages.
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { findOnPath } from "../servers/host/find-on-path";
import { temporaryFolder } from "../servers/host/temporary-folder";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "msedge",
  "microsoft-edge",
];

/** Where installers on macOS and Windows put them, outside the PATH. */
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The program of BROWSER_PATH, else of the PATH, else of a usual place. */
export function findBrowser(): string | undefined {
  const { BROWSER_PATH } = process.env;
  if (BROWSER_PATH) return existsSync(BROWSER_PATH) ? BROWSER_PATH : undefined;
  const onPath = names.map(findOnPath).find((path) => path !== undefined);
  return onPath ?? places.find((place) => existsSync(place));
}

/** Nothing but what a page asks for: no updates, no first-run pages. */
const quiet = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

/** @param executablePath of a browser of Chromium's kind */
export async function openBrowser(executablePath: string): Promise<Browser> {
  // A megabyte of code, which only this needs.
  const { chromium }: typeof import("playwright-core") =
    require("playwright-core");
  // Without a sandbox, which root and many containers cannot have: it is shown
  // pages of our own only.
  const profile = temporaryFolder("browser");
  const { TMPDIR } = process.env;
  // Where the package makes the browser's profile: else nobody would remove
  // that of a command that was killed.
  process.env.TMPDIR = profile.path;
  try {
    const browser = await chromium.launch({
      executablePath,
      args: quiet,
      chromiumSandbox: false,
      // Whoever opens it closes it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    browser.once("disconnected", profile.remove);
    return browser;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
