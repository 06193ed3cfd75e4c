// Describes the machine and the software that a measurement was taken on.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { root } from "./paths";

export const Environment = z.object({
  processor: z.string(),
  /** Processors that Node may use, cgroup limits counted where it knows them. */
  cores: z.int().positive(),
  memoryBytes: z.int().positive(),
  /** As "linux 6.1.0 x64". */
  system: z.string(),
  node: z.string(),
  /** Versions of the packages that the figures depend on. */
  packages: z.record(z.string(), z.string()),
  /** Null outside a git checkout. */
  commit: z.string().nullable(),
  /** Whether tracked files differ from the commit. */
  modified: z.boolean(),
});
export type Environment = z.infer<typeof Environment>;

export function readEnvironment(): Environment {
  return {
    processor: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    system: `${os.platform()} ${os.release()} ${os.arch()}`,
    node: process.version,
    packages: installedVersions(),
    commit: git("rev-parse", "HEAD") ?? null,
    modified: Boolean(git("status", "--porcelain", "--untracked-files=no")),
  };
}

const Manifest = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** Of what the servers run on, and of autocannon; as installed, not as asked. */
function installedVersions(): Record<string, string> {
  const { dependencies } = readManifest(root);
  const names = [...Object.keys(dependencies), "autocannon"].sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      readManifest(join(root, "node_modules", name)).version,
    ]),
  );
}

function readManifest(folder: string): z.infer<typeof Manifest> {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  return Manifest.parse(JSON.parse(text));
}

/** What git prints; undefined without git, or outside a checkout. */
function git(...args: string[]): string | undefined {
  try {
    const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"];
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio,
    }).trim();
  } catch {
    return undefined;
  }
}
