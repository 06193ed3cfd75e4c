// The contenders of a shutdown: responses take a while, and SIGTERM ends the server in the way that `AT_SIGTERM` names.
import { createServer } from "node:http";

const RESPONSE_MS = 40;
const GRACE_MS = 1000;

const { HOST: host = "127.0.0.1", PORT = "3000", AT_SIGTERM } = process.env;

const server = createServer((_req, res) => {
  setTimeout(() => res.end("served"), RESPONSE_MS);
});

const ways = {
  /** As a process ends that has no handler. */
  exit: () => process.exit(),
  /** Waits until the last connection has gone. */
  close,
  /** Has clients close their connections as well. */
  "close-connections"() {
    askClientsToClose();
    close();
  },
  /** Goes on serving for a while, so that clients notice first. */
  drain() {
    askClientsToClose();
    setTimeout(close, GRACE_MS);
  },
};

const way = Object.entries(ways).find(([name]) => name === AT_SIGTERM);
if (!way) throw new Error(`AT_SIGTERM is none of ${Object.keys(ways)}`);
process.once("SIGTERM", way[1]);
server.listen({ port: Number(PORT), host });

function close(): void {
  server.close(() => process.exit());
}

function askClientsToClose(): void {
  server.prependListener("request", (_req, res) => {
    res.setHeader("Connection", "close");
  });
}
