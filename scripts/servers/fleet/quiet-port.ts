// A port that nobody answers on, found without listening: a server that listens is taken for ready.
import { randomInt } from "node:crypto";
import { connect } from "node:net";

// Beyond these, systems give ports to outgoing connections.
const lowest = 20_000;
const beyond = 32_768;

export async function unusedPort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, beyond);
    if (await isQuiet(port)) return port;
  }
}

function isQuiet(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", () => resolve(true));
  });
}
