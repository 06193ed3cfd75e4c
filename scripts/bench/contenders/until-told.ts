// What the contenders of a shutdown share: answers that take a while, until SIGTERM.
import { createServer, type Server } from "node:http";

const ANSWER_MS = 40;

/** Calls `end` at SIGTERM; what it does is what is compared. */
export function serveUntilTold(end: (server: Server) => void): void {
  const { HOST: host = "127.0.0.1", PORT = "3000" } = process.env;
  const server = createServer((_req, res) => {
    setTimeout(() => res.end("served"), ANSWER_MS);
  });
  server.listen({ port: Number(PORT), host });
  process.once("SIGTERM", () => end(server));
}
