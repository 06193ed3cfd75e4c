// npm run lessons: writes the code of the files into the lessons that show it.
import { writeFileSync } from "node:fs";
import { withCurrentCode } from "./included-code";
import { lessonFiles, readLesson } from "./read-lesson";

for (const file of lessonFiles()) {
  const lesson = readLesson(file);
  const text = withCurrentCode(lesson);
  if (text === lesson.text) continue;
  writeFileSync(file, text);
  console.log(`${lesson.name} shows the code as it is now`);
}
