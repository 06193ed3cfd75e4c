// The whole server of each step as files in `.workshop/servers/`, for editors: written again when a file of it changed.
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { lockPath, withLock } from "../../servers/host/lock";
import { relativePath, root, stateDirectory } from "../../servers/host/paths";
import {
  describeSystemError,
  isSystemError,
} from "../../servers/host/system-error";
import { UserError } from "../../servers/host/user-error";
import { filesUnder, namesIn } from "../../servers/host/visible-files";
import {
  isGenerated,
  isUpToDate,
  removeGenerated,
  writeGenerated,
} from "./generated-folder";

export interface WholeServer {
  /** As a reader types it: `.workshop/servers/07-database`; if it is there. */
  readonly folder?: string;
  /** What the reader has to know; undefined where all is well. */
  readonly notice?: string;
}

/**
 * Brings the folders of all steps up to date, and removes those of no step.
 *
 * @returns what the reader has to know
 */
export function keepWholeServers(): string[] {
  const parent = join(stateDirectory(), "servers");
  try {
    mkdirSync(parent, { recursive: true });
    accessSync(parent, constants.W_OK);
  } catch (error) {
    return [`No step's whole server is in ${reasonOf(error)}.`];
  }
  const known = steps.map(directoryName);
  const gone = namesIn(parent)
    .filter((name) => !known.includes(name))
    .filter((name) => isGenerated(join(parent, name)))
    .map((name) =>
      keep(name, (saved) => removeGenerated(join(parent, name), saved)),
    );
  return [...steps.map(keepWholeServer), ...gone].flatMap(
    ({ notice = [] }) => notice,
  );
}

/** Brings the folder of a step up to date. */
export function keepWholeServer(step: Step): WholeServer {
  const name = directoryName(step);
  const directory = directoryOf(name);
  return keep(name, (saved) => {
    const stamp = stampOf(step);
    if (isUpToDate(directory, stamp)) return [];
    // Loads the compiler, which a folder that is up to date does without.
    const { wholeServerFiles }: typeof import("./files") = require("./files");
    const files = wholeServerFiles(step, relativePath(dirname(saved)));
    return withLock(lockPath("servers"), () =>
      writeGenerated(directory, files, { stamp, saved }),
    );
  });
}

/** Nothing that goes wrong is thrown: servers run without their folder. */
function keep(
  name: string,
  work: (saved: string) => readonly string[],
): WholeServer {
  const directory = directoryOf(name);
  const shown = relativePath(directory);
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const saved = join(stateDirectory(), "saved", "servers", name, time);
  let notice: string | undefined;
  try {
    if (work(saved).length > 0) {
      notice = `Your changes in ${shown} are now in ${relativePath(saved)}.`;
    }
  } catch (error) {
    notice = `${shown} is not up to date: ${reasonOf(error)}`;
  }
  return {
    ...(existsSync(directory) && { folder: shown }),
    ...(notice && { notice }),
  };
}

function directoryOf(name: string): string {
  return join(stateDirectory(), "servers", name);
}

function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return isSystemError(error) ? describeSystemError(error) : String(error);
}

/** Of names, times and sizes of all that the folder is made from. */
function stampOf({ number }: Step): string {
  const hash = createHash("sha256");
  const sources = [join(root, "steps"), join(__dirname, "..")]
    .flatMap((folder) => filesUnder(folder).map((path) => ({ folder, path })))
    .filter(
      ({ path }) => !isOfLaterStep(path, number) && !isNoSource.test(path),
    );
  for (const { folder, path } of [...sources, settings]) {
    const stat = statSync(join(folder, path), { throwIfNoEntry: false });
    hash.update(`${path}:${stat?.mtimeMs}:${stat?.size}\n`);
  }
  return hash.digest("hex");
}

const settings = { folder: root, path: "tsconfig.json" };
const isNoSource = /\.test\.ts$|(^|\/)(README\.md$|fixtures\/|reference)/;

function isOfLaterStep(path: string, number: number): boolean {
  return Number(/^(\d\d)-/.exec(path)?.[1] ?? 0) > number;
}
