// Opens a page where somebody sits.
import { spawn } from "node:child_process";

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
