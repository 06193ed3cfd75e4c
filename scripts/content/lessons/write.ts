// npm run lessons: writes the code of the files into the lessons that show it.
import { writeFileSync } from "node:fs";
import { UserError } from "../../servers/host/user-error";
import { withCurrentCode } from "./included-code";
import { lessonFiles, readLesson } from "./read-lesson";

try {
  for (const file of lessonFiles()) {
    const lesson = readLesson(file);
    const text = withCurrentCode(lesson);
    if (text === lesson.text) continue;
    writeFileSync(file, text);
    console.log(`${lesson.name} shows the code as it is now`);
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
