// Formats an ejected project by its own rules: modules that stood apart import each other by other paths now.
import { spawnSync } from "node:child_process";

/** @throws Error with what Biome finds and cannot fix. */
export function formatProject(directory: string): void {
  const biome = require.resolve("@biomejs/biome/bin/biome");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "check", "--write"],
    { cwd: directory, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}
