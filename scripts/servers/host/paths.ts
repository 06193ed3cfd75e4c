// Where things are: the only file that knows the folders of the workshop.
import { join, relative, resolve } from "node:path";
import { directoryName, type Step } from "../../../steps/steps";

/** The repository's folder, whatever folder a command was started in. */
export const root = resolve(__dirname, "../../..");

/** Where `npm start` serves the workshop, unless told otherwise. */
export const SITE_PORT = 4000;
export const siteAddress = `http://127.0.0.1:${SITE_PORT}`;

/** What the workshop writes by itself; tests point WORKSHOP_STATE elsewhere. */
export function stateDirectory(): string {
  return resolve(root, process.env.WORKSHOP_STATE ?? ".workshop");
}

/** What the bench and the fault suite keep of their runs. */
export function resultsDirectory(): string {
  return join(stateDirectory(), "results");
}

/** Where the embedded PostgreSQL has its files. */
export function postgresFolder(): string {
  return join(stateDirectory(), "postgres");
}

export function stepDirectory(step: Step): string {
  return join(root, "steps", directoryName(step));
}

export function exerciseDirectory(step: Step): string {
  return join(root, "exercises", directoryName(step));
}

export function solutionDirectory(step: Step): string {
  return join(root, "solutions", directoryName(step));
}

/** From the repository if the folder lies in it, otherwise in full. */
export function relativePath(folder: string): string {
  const within = relative(root, folder);
  return within.startsWith("..") ? folder : within;
}
