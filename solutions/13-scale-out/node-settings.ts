// The settings of a node that depend on the nginx in front of it.
import type { Server } from "node:http";
import type { Express } from "express";

export function behindNginx(app: Express, server: Server): void {
  app.set("trust proxy", "loopback");
  server.keepAliveTimeout = 65_000;
}
