// Ports of this machine: whether one is free, and one that is.
import { randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/** Where a server for this machine listens, and where "localhost" may lead. */
export const loopback = ["127.0.0.1", "::1"] as const;

type Answer = "free" | "taken" | "forbidden";

/** The preferred port if it is free, otherwise a random one that is. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isFree(preferred))) return preferred;
  return randomPort(isFree);
}

/**
 * A free port, found by connecting: where sockets that listen are reported as
 * a server's (see `link-reports.ts`), `freePort` would be taken for the server.
 */
export function unusedPort(): Promise<number> {
  return randomPort(refusesConnections);
}

/** The port that is remembered in the folder, if it is free; otherwise another, remembered there. */
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

/** The first free port after this one; 0 (any) where the next ten are taken. */
export async function nextFreePort(port: number): Promise<number> {
  for (let next = port + 1; next <= Math.min(port + 10, 65_535); next += 1) {
    if ((await askForPort(next)) === "free") return next;
  }
  return 0;
}

/** Asks the system by listening there for a moment. */
export async function askForPort(
  port: number,
  hosts: readonly string[] = loopback,
): Promise<Answer> {
  for (const host of hosts) {
    const answer = await listenAt(port, host);
    // A machine without this address (IPv6, often) has no server there either.
    if (answer === "taken" || answer === "forbidden") return answer;
  }
  return "free";
}

// From 32768 on, systems give ports to outgoing connections: one of these
// might have ours just then, when it is started again.
const lowest = 20_000;
const beyond = 32_768;

async function randomPort(
  suits: (port: number) => Promise<boolean>,
): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, beyond);
    if (await suits(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  return (await listenAt(port, "127.0.0.1")) === "free";
}

function listenAt(port: number, host: string): Promise<Answer | "no address"> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      if (code === "EADDRINUSE") resolve("taken");
      else resolve(code === "EACCES" ? "forbidden" : "no address");
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => resolve("free"));
    });
  });
}

function refusesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", () => resolve(true));
  });
}
