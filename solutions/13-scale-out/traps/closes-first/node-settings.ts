// Trap: both wait as long: the node may close a connection on which nginx is
// just sending.
// Caught by: a node › keeps idle connections longer than nginx does
import type { Server } from "node:http";
import type { Express } from "express";

export function behindNginx(app: Express, server: Server): void {
  app.set("trust proxy", "loopback");
  server.keepAliveTimeout = 60_000;
}
