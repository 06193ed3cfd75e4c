// Compares two lists of files, path by path, into changes with patches.
import { createTwoFilesPatch, FILE_HEADERS_ONLY, structuredPatch } from "diff";

/**
 * `changed`: at least half of the longer text's lines stayed; `replaced`:
 * fewer did, so that the new file reads better than its patch.
 */
export type Status = "added" | "removed" | "replaced" | "changed" | "same";

/** A file as one side of a comparison knows it. */
export interface ComparedFile {
  readonly path: string;
  readonly text: string;
  /** Where it comes from, as the reader says it. */
  readonly origin: string;
}

/** What became of one path. */
export interface FileChange {
  readonly path: string;
  readonly status: Status;
  /** Origin before; absent where the file was added. */
  readonly from?: string;
  /** Origin after; absent where the file was removed. */
  readonly to?: string;
  readonly linesAdded: number;
  readonly linesRemoved: number;
  /** A unified diff; empty where the texts are the same. */
  readonly patch: string;
}

/** Compares what stands at each path before and after, sorted by path. */
export function compare(
  before: readonly ComparedFile[],
  after: readonly ComparedFile[],
): FileChange[] {
  const old = byPath(before);
  const young = byPath(after);
  return [...new Set([...old.keys(), ...young.keys()])]
    .sort()
    .map((path) => changeOf(path, old.get(path), young.get(path)));
}

function byPath(files: readonly ComparedFile[]): Map<string, ComparedFile> {
  return new Map(files.map((file) => [file.path, file]));
}

function changeOf(
  path: string,
  before: ComparedFile | undefined,
  after: ComparedFile | undefined,
): FileChange {
  const { added, removed } = countLines(before?.text ?? "", after?.text ?? "");
  return {
    path,
    status: statusOf(before, after, removed, added),
    ...(before && { from: before.origin }),
    ...(after && { to: after.origin }),
    linesAdded: added,
    linesRemoved: removed,
    patch: patchOf(path, before, after),
  };
}

function statusOf(
  before: ComparedFile | undefined,
  after: ComparedFile | undefined,
  removed: number,
  added: number,
): Status {
  if (!before) return "added";
  if (!after) return "removed";
  if (before.text === after.text) return "same";
  const length = Math.max(linesIn(before.text), linesIn(after.text));
  return Math.max(removed, added) * 2 <= length ? "changed" : "replaced";
}

function countLines(
  before: string,
  after: string,
): { added: number; removed: number } {
  const { hunks } = structuredPatch("", "", before, after);
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return {
    added: lines.filter((line) => line.startsWith("+")).length,
    removed: lines.filter((line) => line.startsWith("-")).length,
  };
}

function patchOf(
  path: string,
  before: ComparedFile | undefined,
  after: ComparedFile | undefined,
): string {
  if (before?.text === after?.text) return "";
  return createTwoFilesPatch(
    before ? path : "/dev/null",
    after ? path : "/dev/null",
    before?.text ?? "",
    after?.text ?? "",
    before?.origin,
    after?.origin,
    { context: 3, headerOptions: FILE_HEADERS_ONLY },
  );
}

function linesIn(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
