// The port that a service had, so that it has the same again.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../host/free-port";

/** The folder's port if it is free, otherwise another, remembered there. */
export async function stablePort(folder: string): Promise<number> {
  const port = await freePort(lastPort(folder));
  writeFileSync(join(folder, "port"), String(port));
  return port;
}

export function lastPort(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, "port"), "utf8")) || undefined;
  } catch {
    return undefined; // The first time, or damaged: any other will do.
  }
}
