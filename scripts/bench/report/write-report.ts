// Writes the report beside its samples, and opens it where somebody sits.
import { spawn } from "node:child_process";
import type { ResultsFile } from "../results/results-file";
import { writeWhole } from "../results/store";
import { summarise } from "../summary/summarise";
import { reportPage } from "./page";

/** The page of a results file stands beside it, under the same name. */
export function writeReport(results: ResultsFile, file: string): string {
  const page = file.replace(/\.json$/, ".html");
  writeWhole(page, reportPage(summarise(results)));
  return page;
}

/** In the system's browser; where there is none, nothing happens. */
export function openInBrowser(page: string): void {
  const [program, ...words] = opener(page);
  if (!program) return;
  const child = spawn(program, words, { detached: true, stdio: "ignore" });
  child.on("error", () => {});
  child.unref();
}

function opener(page: string): string[] {
  if (process.platform === "darwin") return ["open", page];
  if (process.platform === "win32") return ["explorer.exe", page];
  return ["xdg-open", page];
}
