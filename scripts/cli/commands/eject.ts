// `npm run eject N DIR`: writes a step as a standalone project.
import { Command } from "commander";
import { directoryName } from "../../../steps/steps";
import { extraFilesOf } from "../../eject/project/extra-files";
import { formatProject } from "../../eject/project/format-project";
import { projectName } from "../../eject/project/package-json";
import { projectOf } from "../../eject/project/project";
import {
  requireEmpty,
  targetDirectory,
  writeProject,
} from "../../eject/project/write-project";
import { serverOfStep } from "../../eject/server";
import { findStep } from "../../servers/host/find-step";
import { stepDirectory } from "../../servers/host/paths";
import { style, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";

/** What was written, as `--json` prints it. */
export interface Ejected {
  readonly step: string;
  readonly directory: string;
  readonly files: readonly string[];
}

export function command(): Command {
  return new Command("eject")
    .description("a step as a standalone project, in a folder of its own")
    .argument("[step]", "the step: 3, middleware")
    .argument("[directory]", "an empty folder, or one to be made")
    .option("--json", "print one JSON document")
    .action((step, directory, { json }: { json?: boolean }) => {
      const ejected = eject(step, directory);
      if (json) writeJson(ejected);
      else process.stdout.write(report(ejected));
    });
}

/**
 * Writes a step's server into a folder.
 *
 * @throws UserError for a step that is not, or a folder that is taken.
 */
export function eject(typedStep?: string, typedDirectory?: string): Ejected {
  const step = findStep(typedStep, "eject");
  if (!typedDirectory) {
    throw new UserError(
      `Into which folder? npm run eject ${step.number} ../my-api`,
    );
  }
  const directory = targetDirectory(typedDirectory);
  requireEmpty(directory);
  const server = serverOfStep(step, { tests: true });
  const extraFiles = extraFilesOf(stepDirectory(step));
  const files = projectOf(step, server, projectName(directory), extraFiles);
  writeProject(directory, files);
  formatProject(directory);
  return {
    step: directoryName(step),
    directory,
    files: files.map(({ path }) => path).sort(),
  };
}

function report({ step, directory, files }: Ejected): string {
  const { bold, dim } = style();
  const compose = files.includes("compose.yaml")
    ? `  docker compose up --wait${dim("   # or name your own services in .env")}\n`
    : "";
  const folder = /^[\w./:\\~-]+$/.test(directory)
    ? directory
    : `"${directory.replaceAll(/[$`"]/g, "\\$&")}"`;
  return `${bold(`steps/${step} is now a project of its own.`)}
${dim(`${files.length} files in ${directory}`)}

  cd ${folder}
  npm install
  cp .env.example .env
${compose}  npm run dev
`;
}
