// Where nginx is, if it is on this machine, and which version.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findOnPath } from "../../host/find-on-path";
import { UserError } from "../../host/user-error";

// Debian keeps it where only root's PATH leads.
const beyondPath = "/usr/sbin/nginx";

export function findNginx(): string | undefined {
  if (process.env.WORKSHOP_NGINX === "none") return undefined;
  const found = findOnPath("nginx");
  return found ?? (existsSync(beyondPath) ? beyondPath : undefined);
}

/** @throws UserError (1) with the remedy, where there is none. */
export function requireNginx(): string {
  const program = findNginx();
  if (program) return program;
  throw new UserError(
    "There is no nginx on the PATH. Install it: sudo apt install nginx (Debian, Ubuntu), brew install nginx (macOS).",
    1,
  );
}

/** "1.22.1" */
export function nginxVersion(program: string): string {
  const { stderr } = spawnSync(program, ["-v"], { encoding: "utf8" });
  return /nginx\/(\S+)/.exec(stderr ?? "")?.[1] ?? "of unknown version";
}
