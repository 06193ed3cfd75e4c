// Writes the code of the files into the lessons that show it: npm run dev lessons.
import { writeFileSync } from "node:fs";
import { withCurrentCode } from "./included-code";
import { lessonFiles, readLesson } from "./read-lesson";

/**
 * The names of the lessons that have changed.
 *
 * @throws UserError for a block that names no file, or nothing in it
 */
export function writeLessons(): string[] {
  return lessonFiles().flatMap((file) => {
    const lesson = readLesson(file);
    const text = withCurrentCode(lesson);
    if (text === lesson.text) return [];
    writeFileSync(file, text);
    return [lesson.name];
  });
}
