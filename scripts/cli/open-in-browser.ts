// Opens a page in a browser.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter } from "node:path";

/**
 * In the browser that BROWSER names, as dev containers and Codespaces set it,
 * otherwise in the system's. Where there is none, nothing happens.
 */
export function openInBrowser(page: string): ChildProcess | undefined {
  const [program, ...words] = openerOf(page);
  if (!program) return undefined;
  const child = spawn(program, words, { detached: true, stdio: "ignore" });
  child.on("error", () => {});
  child.unref();
  return child;
}

/** The command line that opens a page; empty where none is wanted. */
export function openerOf(
  page: string,
  { BROWSER }: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (BROWSER === "none") return [];
  if (BROWSER) return chosen(BROWSER, page);
  if (platform === "darwin") return ["open", page];
  if (platform === "win32") return ["explorer.exe", page];
  return ["xdg-open", page];
}

/** A program, or several to choose from; "%s" stands for the page. */
function chosen(browser: string, page: string): string[] {
  if (existsSync(browser)) return [browser, page];
  const [first = ""] = browser.split(delimiter);
  const words = first.split(" ").filter((word) => word !== "");
  if (!first.includes("%s")) return [...words, page];
  return words.map((word) => word.replaceAll("%s", page));
}
