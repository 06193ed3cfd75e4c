// Which nginx it is, as it says itself.
import { spawnSync } from "node:child_process";

/** "1.22.1" */
export function nginxVersion(program: string): string {
  const { stderr } = spawnSync(program, ["-v"], { encoding: "utf8" });
  return /nginx\/(\S+)/.exec(stderr ?? "")?.[1] ?? "of unknown version";
}
