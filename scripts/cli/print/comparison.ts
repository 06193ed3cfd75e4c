// Renders a comparison for a terminal: a summary of files, then the patches.

import type { FileChange, Status } from "../../eject/compare";
import type { style } from "../../servers/host/terminal";

type Colours = ReturnType<typeof style>;

/** One line a file: its path, what became of it, how much, and its origin. */
export function summary(
  changes: readonly FileChange[],
  colours: Colours,
): string {
  const width = Math.max(...changes.map(({ path }) => path.length));
  return changes
    .map((change) => {
      const path = change.path.padEnd(width);
      const status = labels[change.status].padEnd(statusWidth);
      const line = `${path}  ${status}  ${counts(change)}  ${origins(change)}`;
      return paintOf(change.status, colours)(line.trimEnd());
    })
    .join("\n");
}

/** How many files were added, changed and so on, in words. */
export function totals(changes: readonly FileChange[]): string {
  const counted = statuses
    .map((status) => ({
      status,
      count: changes.filter((change) => change.status === status).length,
    }))
    .filter(({ count }) => count > 0);
  return counted
    .map(({ status, count }) => `${count} ${labels[status]}`)
    .join(", ");
}

/** The unified diffs of all that differs, one after the other. */
export function patches(
  changes: readonly FileChange[],
  colours: Colours,
): string {
  return changes
    .filter(({ patch }) => patch !== "")
    .map(({ patch }) => colourPatch(patch.trimEnd(), colours))
    .join("\n\n");
}

const labels: Readonly<Record<Status, string>> = {
  added: "new",
  changed: "changed",
  replaced: "replaced",
  removed: "removed",
  same: "same",
};
const statuses = ["added", "changed", "replaced", "removed", "same"] as const;
const statusWidth = Math.max(...statuses.map((name) => labels[name].length));

function paintOf(status: Status, colours: Colours): Colours["bold"] {
  if (status === "added") return colours.green;
  if (status === "removed") return colours.red;
  return status === "same" ? colours.dim : colours.yellow;
}

function counts({ linesAdded, linesRemoved }: FileChange): string {
  const added = linesAdded ? `+${linesAdded}` : "";
  const removed = linesRemoved ? `-${linesRemoved}` : "";
  return `${added.padStart(4)} ${removed.padStart(4)}`;
}

function origins({ from, to, path }: FileChange): string {
  const [before, after] = [from, to].map((origin) => folderOf(origin, path));
  if (!before || !after || before === after) return before ?? after ?? "";
  return `${before} → ${after}`;
}

/** `steps/04-errors` of a file that the server has at `src/errors/…`. */
function folderOf(
  origin: string | undefined,
  path: string,
): string | undefined {
  const inner = `/${path.replace(/^src\//, "")}`;
  return origin?.endsWith(inner) ? origin.slice(0, -inner.length) : origin;
}

function colourPatch(patch: string, colours: Colours): string {
  return patch
    .split("\n")
    .map((line, index) => {
      if (index < 2) return colours.bold(line);
      if (line.startsWith("@@")) return colours.cyan(line);
      if (line.startsWith("+")) return colours.green(line);
      return line.startsWith("-") ? colours.red(line) : line;
    })
    .join("\n");
}
