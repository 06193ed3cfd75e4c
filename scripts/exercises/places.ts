// Finds in a stack the line to look at: the learner's own, or the test's.
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { root } from "../servers/host/paths";

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Every file and line in a stack, outermost call last. */
function placesIn(stack: string): Place[] {
  return stack.split("\n").flatMap((line) => {
    const frame = /^\s*at (?:.*? \()?(?:async )?(.+?):(\d+):\d+\)?$/.exec(line);
    const [, path = "", number] = frame ?? [];
    if (!frame || path.startsWith("node:")) return [];
    const file = isAbsolute(path) ? path : join(root, path);
    return [{ file, line: Number(number) }];
  });
}

/**
 * The place to look at: the innermost in one of the checked `folders`; in
 * the exercise's test, or what helps it, only where no other file is in the
 * stack.
 */
export function placeToLook(
  stack: string,
  folders: readonly string[],
): Place | undefined {
  const own = placesIn(stack).filter(({ file }) =>
    folders.some((folder) => file.startsWith(folder + sep)),
  );
  return own.find(({ file }) => !isOfTest(file)) ?? own[0];
}

function isOfTest(file: string): boolean {
  return file.endsWith(".test.ts") || basename(dirname(file)) === "test";
}

/** As a terminal makes it clickable: `exercises/03-x/request-id.ts:12`. */
export function showPlace({ file, line }: Place): string {
  return `${relative(root, file)}:${line}`;
}

/** A message without the part of its stack that is not the workshop's. */
export function withoutForeignFrames(message: string): string {
  return message
    .split("\n")
    .filter(
      (line) => !/^\s+at .*(?:node_modules|node:|<anonymous>\))/.test(line),
    )
    .join("\n");
}
