// The index of a server as Markdown: of each file its job, and of each module the step that introduced it.
import { basename, posix } from "node:path";
import { directoryName, steps } from "../../steps/steps";
import { headerOf } from "./modules";
import type { SourceFile } from "./server";

/** A table of the modules of a server, its tests left out. */
export function moduleIndex(files: readonly SourceFile[]): string {
  const rows = files
    .filter(({ test }) => !test)
    .map((file) => [link(file.path), jobOf(file), stepOf(file.origin)]);
  return table([["module", "job", "from step"], ...rows]);
}

/** A table of files that are no modules. */
export function fileIndex(
  files: readonly Pick<SourceFile, "path" | "text">[],
): string {
  const rows = files.map((file) => [link(file.path), jobOf(file)]);
  return table([["file", "job"], ...rows]);
}

function table([head = [], ...rows]: string[][]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function link(path: string): string {
  return `[\`${path}\`](${path})`;
}

function jobOf({ path, text }: Pick<SourceFile, "path" | "text">): string {
  return path.endsWith(".sql")
    ? "A migration of the database."
    : headerOf(text).replaceAll("|", "\\|");
}

/** `steps/04-errors/…` reads as `4, Errors`. */
function stepOf(origin: string): string {
  const folder = posix.normalize(origin).split("/")[1] ?? "";
  const step = steps.find((it) => directoryName(it) === folder);
  return step ? `${step.number}, ${step.title}` : basename(folder);
}
