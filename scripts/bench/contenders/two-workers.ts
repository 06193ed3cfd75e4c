// What the contenders of a cluster share: two workers that answer with next to nothing.
import cluster from "node:cluster";
import { createServer } from "node:http";

const WORKERS = 2;

/** @param options for `listen`, beside port and host */
export function serveByTwo(options: { readonly reusePort?: boolean }): void {
  if (cluster.isPrimary) {
    for (let count = 0; count < WORKERS; count++) cluster.fork();
    return;
  }
  const { HOST: host = "127.0.0.1", PORT = "3000" } = process.env;
  const server = createServer((_req, res) => {
    res.setHeader("content-type", "application/json").end('{"status":"ok"}');
  });
  server.listen({ port: Number(PORT), host, ...options });
}
