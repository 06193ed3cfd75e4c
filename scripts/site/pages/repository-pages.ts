// The page of a path in the repository: a lesson, an exercise, a file or a folder.
import { directoryName, type Step } from "../../../steps/steps";
import { findInRepository, readShown } from "../repository-files";
import { stepNamed } from "../urls";
import { exercisePage } from "./exercise-page";
import { filePage, folderPage } from "./file-page";
import { hasLesson, lessonPage } from "./lesson-page";
import type { Page } from "./page";

/** Where the page is that somebody asked for by another address. */
interface Elsewhere {
  readonly elsewhere: string;
}

/**
 * Undefined where there is nothing.
 *
 * @param names of the path; the last is empty where a slash ends it
 */
export function repositoryPage(
  names: readonly string[],
): Page | Elsewhere | undefined {
  const endsInSlash = names.at(-1) === "";
  const path = names.filter((name, index) => !isImplied(name, index, names));
  const [top, name = ""] = path;
  const step = path.length === 2 ? stepNamed(name) : undefined;
  if (step && (top === "steps" || top === "exercises")) {
    const address = `/${top}/${directoryName(step)}/`;
    if (`/${names.join("/")}` !== address) return { elsewhere: address };
    const page = pageOfStep(step, top);
    if (page) return page;
  }
  const there = findInRepository(path);
  if (there?.kind === "folder") {
    // Its links are relative to the folder, which a slash ends.
    if (!endsInSlash) return { elsewhere: `/${path.join("/")}/` };
    return folderPage(path, there);
  }
  const text = there && !endsInSlash ? readShown(there.file) : undefined;
  return text === undefined ? undefined : filePage(path, text);
}

/** A slash at the end, and the README that is a folder's page. */
function isImplied(
  name: string,
  index: number,
  { length }: readonly string[],
): boolean {
  const isLast = index === length - 1;
  return isLast && (name === "" || (length === 3 && name === "README.md"));
}

function pageOfStep(step: Step, top: "steps" | "exercises"): Page | undefined {
  if (top === "exercises") return exercisePage(step);
  return hasLesson(step) ? lessonPage(step) : undefined;
}
