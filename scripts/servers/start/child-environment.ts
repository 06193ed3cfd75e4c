// What a process of the workshop's is given: Node's arguments and its environment.
import { join } from "node:path";
import { root } from "../host/paths";

/** Arguments for Node that let it run TypeScript; they stand before the file. */
export function typescriptArgs(): string[] {
  return ["-r", join(root, "scripts", "servers", "typescript.js")];
}

/** Loads TypeScript and the link, in this order, before the entry file. */
export function preloads(): string[] {
  return [...typescriptArgs(), "-r", join(__dirname, "link-preload.js")];
}

/** Services come to a server by what it is given, never from the shell. */
export const serviceVariables = ["DATABASE_URL", "REDIS_URL"] as const;

/** The environment of a server: this process's own, and what it is given. */
export function childEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  link: string,
): NodeJS.ProcessEnv {
  const { JEST_WORKER_ID, ...own } = process.env;
  // A server that a test starts is not itself under test: Express keeps
  // silent about errors when NODE_ENV says so.
  if (JEST_WORKER_ID) delete own.NODE_ENV;
  for (const name of serviceVariables) delete own[name];
  return {
    ...own,
    HOST: "127.0.0.1",
    PORT: "0",
    ...given,
    WORKSHOP_LINK: link,
  };
}
