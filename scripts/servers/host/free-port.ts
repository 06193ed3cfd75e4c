// A port on the loopback interface that nobody has.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// From 32768 on, systems give ports to outgoing connections: one of these
// might have ours just then, when it is started again.
const lowest = 20_000;
const beyond = 32_768;

/** The preferred port if it is free, otherwise a random one that is. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isFree(preferred))) return preferred;
  for (;;) {
    const port = randomInt(lowest, beyond);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
