// A step as a project of its own: every file of it, as text.
import type { Step } from "../../../steps/steps";
import type { Server } from "../server";
import { composeFile, serviceUrls } from "./compose";
import {
  buildConfiguration,
  compilerConfiguration,
  dockerIgnored,
  gitIgnored,
  jestConfiguration,
  json,
} from "./configuration";
import { dockerfile, ownDockerfile } from "./dockerfile";
import { environmentExample, variablesOf } from "./environment";
import { packageJson } from "./package-json";
import { readme } from "./readme";

export interface ProjectFile {
  /** Relative to the project, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/**
 * The server of a step, and all that it takes to run it alone.
 *
 * @param beside files of the step that are no modules; a Dockerfile among them
 * takes the place of the one that is written otherwise.
 */
export function projectOf(
  step: Step,
  server: Server,
  name: string,
  beside: readonly ProjectFile[] = [],
): ProjectFile[] {
  const manifest = packageJson(server, { name, description: step.idea });
  const variables = variablesOf(server);
  const keepsData = variables.some((variable) => variable.name === "DATA_DIR");
  const compose = composeFile(step.services);
  const hasDockerfile = beside.some(({ path }) => path === ownDockerfile);
  const around = {
    "package.json": json(manifest),
    "tsconfig.json": compilerConfiguration(),
    "tsconfig.build.json": buildConfiguration(server),
    "jest.config.js": jestConfiguration(manifest),
    ...(!hasDockerfile && { Dockerfile: dockerfile({ keepsData }) }),
    ".dockerignore": dockerIgnored,
    ".gitignore": gitIgnored,
    ".nvmrc": "24\n",
    ".env.example": environmentExample(variables, {
      secrets: step.env,
      services: serviceUrls(step.services),
    }),
    ...(compose && { "compose.yaml": compose }),
    "README.md": readme(step, server, manifest, beside),
  };
  return [
    ...Object.entries(around).map(([path, text]) => ({ path, text })),
    ...beside,
    ...server.files.map(({ path, text }) => ({ path, text })),
  ];
}
