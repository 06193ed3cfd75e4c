// Writes slides and notes as PDF, by a browser that is installed.
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { UserError } from "../servers/host/user-error";
import { onShutdown } from "../servers/start/on-shutdown";
import { findBrowser, openBrowser } from "./browser";
import { serveSite } from "./serve-site";

export interface Targets {
  /** Files, relative to where the command was typed. */
  readonly pdf?: string | undefined;
  readonly notes?: string | undefined;
}

/**
 * Returns the files, absolute.
 *
 * @throws UserError (1) where there is no browser, or no folder for a file.
 */
export async function printSlides(
  deck: string,
  { pdf, notes }: Targets,
): Promise<string[]> {
  const slidesFile = target(pdf);
  const notesFile = target(notes);
  const program = findBrowser();
  if (!program) {
    throw new UserError(
      "A PDF needs Chromium, Chrome or Edge, and none is installed. With one elsewhere: BROWSER_PATH=/path/to/chrome",
      1,
    );
  }
  const site = await serveSite(0);
  const browser = await openBrowser(program);
  const end = async () => {
    await browser.close();
    await site.close();
  };
  onShutdown(end);
  try {
    const from = `${site.url}/slides/${deck}`;
    if (slidesFile) {
      const size = { width: "1280px", height: "720px" };
      await print(browser, `${from}/print`, { path: slidesFile, ...size });
    }
    if (notesFile) {
      const format = "A4";
      await print(browser, `${from}/notes`, { path: notesFile, format });
    }
  } finally {
    await end();
  }
  return [slidesFile, notesFile].filter((file) => file !== undefined);
}

async function print(
  browser: Browser,
  url: string,
  options: { path: string; width?: string; height?: string; format?: string },
): Promise<void> {
  // Paper is light, whatever the reader's screen is.
  const page = await browser.newPage({ colorScheme: "light" });
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate("document.fonts.ready.then(() => true)");
  await page.pdf({
    ...options,
    printBackground: true,
    preferCSSPageSize: true,
  });
  await page.close();
}

function target(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  // npm runs its scripts in the repository's folder.
  const file = resolve(process.env.INIT_CWD ?? "", typed);
  if (existsSync(dirname(file))) return file;
  throw new UserError(`There is no folder ${dirname(file)}.`, 1);
}
