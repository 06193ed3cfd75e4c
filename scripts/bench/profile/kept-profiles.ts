// The profiles that were taken, kept as files that any reader of CPU profiles opens: a folder a run, with what it came to.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { stateDirectory } from "../../servers/host/paths";
import { runName } from "../../servers/host/run-history";
import { filesUnder, namesIn } from "../../servers/host/visible-files";
import { writeWhole } from "../../servers/host/write-whole";
import type { WorkerProfile } from "./profiler";
import { ProfileSummary, summariseProfile } from "./summary";

const WorkerSummary = ProfileSummary.extend({
  /** "worker 1"; "the server" where it is one process. */
  name: z.string(),
  /** Within the run's folder. */
  file: z.string(),
  /** Which are not in the profile. */
  threads: z.int().nonnegative(),
});

/** What `profile.json` says of a run. */
export const KeptRun = z.object({
  version: z.literal(1),
  /** The name of its folder. */
  run: z.string(),
  /** What was typed. */
  command: z.string(),
  startedAt: z.iso.datetime(),
  subject: z.string(),
  /** What was sent: "GET /users?limit=20". */
  load: z.string(),
  /** How many requests were answered meanwhile, by status. */
  statuses: z.record(z.string(), z.int()),
  node: z.string(),
  workers: z.array(WorkerSummary).nonempty(),
});
export type KeptRun = z.infer<typeof KeptRun>;

export function profilesDirectory(): string {
  return join(stateDirectory(), "profiles");
}

export type RunToKeep = Omit<KeptRun, "version" | "run" | "node" | "workers">;

/** @param slug the beginning of its folder's name, before the time */
export function keepProfiles(
  slug: string,
  taken: readonly WorkerProfile[],
  told: RunToKeep,
): KeptRun {
  const run = `${slug}-${runName(told.startedAt)}`;
  const folder = join(profilesDirectory(), run);
  mkdirSync(folder, { recursive: true });
  const workers = taken.map(({ worker, threads, profile }) => {
    const file = `${worker === undefined ? "server" : `worker-${worker}`}.cpuprofile`;
    writeWhole(join(folder, file), `${JSON.stringify(profile)}\n`);
    const name = worker === undefined ? "the server" : `worker ${worker}`;
    return { name, file, threads, ...summariseProfile(profile) };
  });
  const { node } = process.versions;
  const kept = KeptRun.parse({ version: 1, run, ...told, node, workers });
  writeWhole(join(folder, "profile.json"), `${JSON.stringify(kept)}\n`);
  return kept;
}

/** The files of what each run came to; the newest run first. */
export function keptRunFiles(): string[] {
  return namesIn(profilesDirectory())
    .sort((a, b) => timeIn(b).localeCompare(timeIn(a)))
    .map((run) => join(profilesDirectory(), run, "profile.json"));
}

/** Looked up by name in what is there, so that an address leads nowhere else. */
export function findProfile(named: {
  readonly run: string;
  readonly file: string;
}): { readonly folder: string; readonly file: string } | undefined {
  const run = namesIn(profilesDirectory()).find((name) => name === named.run);
  if (run === undefined) return undefined;
  const folder = join(profilesDirectory(), run);
  const file = filesUnder(folder).find((name) => name === named.file);
  return file?.endsWith(".cpuprofile") ? { folder, file } : undefined;
}

function timeIn(run: string): string {
  return /\d{4}-\d\d-\d\dT.*$/.exec(run)?.[0] ?? "";
}

/** Undefined for a file that cannot be read: of another version, or damaged. */
export function readKeptRun(file: string): KeptRun | undefined {
  try {
    return KeptRun.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
