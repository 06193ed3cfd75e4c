// What the folder of a whole server holds: the modules, an index, and the settings that editors look for.
import type { Step } from "../../../steps/steps";
import { stepDirectory } from "../../servers/host/paths";
import { compilerConfiguration } from "../compiler-configuration";
import { fileIndex, moduleIndex } from "../module-index";
import { extraFilesOf } from "../project/extra-files";
import { filled } from "../project/template";
import type { ProjectFile } from "../project/write-project";
import { firstToRead, serverOfStep } from "../server";

/** @throws UserError where the step has no server, or its modules do not fit. */
export function wholeServerFiles(step: Step, saved: string): ProjectFile[] {
  const server = serverOfStep(step);
  const extraFiles = extraFilesOf(stepDirectory(step));
  const index = filled("whole-server.md", {
    number: String(step.number),
    title: step.title,
    idea: step.idea,
    saved,
    first: firstToRead(server),
    modules: moduleIndex(server.files),
    extraFiles: extraFiles.length > 0 && fileIndex(extraFiles),
  });
  return [
    { path: "README.md", text: index },
    { path: "tsconfig.json", text: compilerConfiguration() },
    ...extraFiles,
    ...server.files.map(({ path, text }) => ({ path, text })),
  ];
}
