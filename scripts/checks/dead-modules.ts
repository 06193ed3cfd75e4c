// Finds modules of steps that no server needs.
import {
  entriesOf,
  isTest,
  type Module,
  reachableFrom,
} from "../eject/modules";
import { shortPath, sourceFilesIn, stepFolders } from "./source-files";

/**
 * The modules of each step that its own composition roots do not reach. What a
 * test needs may stay, but its subject needs a use beside being tested.
 */
export function deadModules(root: string): string[] {
  return stepFolders(root).flatMap(({ path }) => {
    const files = sourceFilesIn(path);
    const used = reachableFrom(entriesOf(path));
    const support = files.filter(isTest).flatMap(supportOf);
    return files
      .filter((file) => !isTest(file))
      .filter((file) => !used.has(file) && !support.includes(file))
      .map((file) => `${shortPath(root, file)} is used by no server`);
  });
}

/** What a test needs beside the module that it proves. */
function supportOf(test: string): string[] {
  const subject = test.replace(/\.test\.ts$/, ".ts");
  const reached: ReadonlyMap<string, Module> = reachableFrom([test]);
  return [...reached.keys()].filter((file) => file !== subject);
}
