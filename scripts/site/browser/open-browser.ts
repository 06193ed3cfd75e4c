// Starts an installed browser without a window, to be driven by a program.
import type { Browser } from "playwright-core";

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
  return await chromium.launch({
    executablePath,
    args: quiet,
    chromiumSandbox: false,
  });
}
