// A tiny server that exists only to be compared with another one.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ServerSide } from "./side";

/**
 * Of `scripts/bench/contenders/`, by its file's name.
 *
 * @throws Error where there is no such file: a fault in a declaration.
 */
export function contenderSide(file: string, name: string): ServerSide {
  const entry = join(__dirname, "..", "contenders", `${file}.ts`);
  if (!existsSync(entry)) throw new Error(`there is no contender ${file}`);
  return { kind: "server", name, entry, env: {}, execArgv: [] };
}
