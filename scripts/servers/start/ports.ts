// Whether a port is free, and which is the next one that is.
import { createServer } from "node:net";

/** Where a server for this machine listens, and where "localhost" may lead. */
export const loopback = ["127.0.0.1", "::1"] as const;

type Answer = "free" | "taken" | "forbidden";

/** Asks the system by listening there for a moment. */
export async function askForPort(
  port: number,
  hosts: readonly string[] = loopback,
): Promise<Answer> {
  for (const host of hosts) {
    const answer = await askAt(port, host);
    if (answer !== "free") return answer;
  }
  return "free";
}

/** The first free port after this one; 0 (any) where the next ten are taken. */
export async function nextFreePort(port: number): Promise<number> {
  for (let next = port + 1; next <= Math.min(port + 10, 65_535); next += 1) {
    if ((await askForPort(next)) === "free") return next;
  }
  return 0;
}

function askAt(port: number, host: string): Promise<Answer> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      if (code === "EADDRINUSE") resolve("taken");
      // A machine without this address (IPv6, often) has nobody there either.
      else resolve(code === "EACCES" ? "forbidden" : "free");
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => resolve("free"));
    });
  });
}
