// The decks that there are, by the names of their files in slides/.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../servers/host/paths";

const folder = join(root, "slides");

/** `00-opening`, `01-naive` and so on, in the order in which they are shown. */
export function deckNames(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d\d-[a-z-]+\.md$/.test(name))
    .map((name) => name.replace(/\.md$/, ""))
    .sort();
}

/** Undefined where there is no such deck, whatever the name is. */
export function deckFile(name: string): string | undefined {
  return deckNames().includes(name) ? join(folder, `${name}.md`) : undefined;
}
