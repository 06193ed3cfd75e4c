// What the nginx processes of this machine tell: which worker serves, and which were left behind.
import { readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { socketFolderParents } from "../../host/local-socket";
import { processInfo } from "../../host/process-info";
import { ownFolders } from "../../host/temporary-folder";
import { controlSocket } from "./configuration";

/** For `newSocketFolder`. */
export const folderName = "nginx";

const pauseMs = 10;

/**
 * No signal tells that a reload is over: the worker is asked for its
 * generation, and the one before must have ceased to accept connections, as
 * its title says.
 */
export async function inForce(
  folder: string,
  generation: number,
  before: number | undefined,
  isOver: () => boolean,
): Promise<number | undefined> {
  while (!isOver()) {
    const worker = await askWorker(folder);
    const isNew = worker?.generation === generation;
    if (isNew && (before === undefined || !accepts(before))) return worker.pid;
    await delay(pauseMs);
  }
  return undefined;
}

interface NginxWorker {
  readonly generation: number;
  readonly pid: number;
}

function askWorker(folder: string): Promise<NginxWorker | undefined> {
  return new Promise((resolve) => {
    const socketPath = join(folder, controlSocket);
    const asked = request({ socketPath, path: "/", agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      answer.once("close", () => {
        const [generation = 0, pid = 0] = text.split(" ").map(Number);
        resolve({ generation, pid });
      });
    });
    asked.once("error", () => resolve(undefined)).end();
  });
}

function accepts(worker: number): boolean {
  const title = processInfo(worker)?.words;
  return title !== undefined && !title.includes("shutting down");
}

/**
 * Ends each nginx of ours whose reaper was killed, and removes its folder. An
 * nginx is ours if it was started on a folder of ours, as its words say.
 */
export function endLeftovers(): void {
  const folders = socketFolderParents().flatMap((parent) =>
    ownFolders(parent, folderName),
  );
  for (const { path, isInUse } of folders) {
    const pid = pidIn(path);
    const nginx = pid === undefined ? undefined : processInfo(pid);
    if (pid !== undefined && nginx?.words.includes(path)) {
      if (processInfo(nginx.parent)?.words.includes(path)) continue; // Its reaper.
      killGroup(pid);
    } else if (isInUse) continue; // It has not started yet.
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

function pidIn(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, "nginx.pid"), "utf8")) || undefined;
  } catch {
    return undefined; // It has not started yet.
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {} // It ended in the meantime.
}
