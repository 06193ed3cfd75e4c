// Finds modules that could not stand in one project, as ejecting puts them.
import { join } from "node:path";
import { collisionsIn, pathInProject } from "../eject/layout";
import { entriesOf, reachableFrom } from "../eject/modules";
import { shortPath, stepFolders } from "./source-files";

/** One problem for every path that two modules of one server claim. */
export function collidingModules(root: string): string[] {
  const stepsFolder = join(root, "steps");
  return stepFolders(root).flatMap(({ path }) => {
    const files = [...reachableFrom(entriesOf(path)).keys()];
    const layout = new Map(
      files.map((file) => [file, pathInProject(file, stepsFolder)]),
    );
    return collisionsIn(layout, stepsFolder).map(
      (collision) => `${shortPath(root, path)}: ${collision}`,
    );
  });
}
