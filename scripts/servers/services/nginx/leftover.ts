// Finds nginx processes of ours whose keeper was killed, and ends them.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processInfo } from "../../host/process-info";

export const folderPrefix = "workshop-nginx-";

/** An nginx is ours if it was started on a folder of ours, as its words say. */
export function endLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const pid = pidIn(folder);
    const nginx = pid === undefined ? undefined : processInfo(pid);
    if (pid === undefined || !nginx?.words.includes(folder)) continue;
    if (processInfo(nginx.parent)?.words.includes(folder)) continue; // Kept.
    killGroup(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function pidIn(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, "nginx.pid"), "utf8")) || undefined;
  } catch {
    return undefined; // It has not started yet, or is another user's.
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {} // It ended in the meantime.
}
