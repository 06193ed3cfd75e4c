// The contenders of a cluster: two workers that answer with next to nothing, and `ACCEPT` says who accepts connections.
import cluster from "node:cluster";
import { createServer } from "node:http";

const WORKERS = 2;

const { ACCEPT, HOST: host = "127.0.0.1", PORT = "3000" } = process.env;

if (cluster.isPrimary) {
  for (let count = 0; count < WORKERS; count++) cluster.fork();
} else {
  const server = createServer((_req, res) => {
    res.setHeader("content-type", "application/json").end('{"status":"ok"}');
  });
  // By default the primary accepts every connection and hands it on. On sockets
  // that share the port the workers do: Linux, Node 22.12 or newer.
  const reusePort = ACCEPT === "workers";
  server.listen({
    port: Number(PORT),
    host,
    ...(reusePort && { reusePort }),
  });
}
