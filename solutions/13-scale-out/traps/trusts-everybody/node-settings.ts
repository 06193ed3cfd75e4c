// Trap: whoever reaches the node past nginx is believed to be whom they say.
// Caught by: a node › believes nobody else
import type { Server } from "node:http";
import type { Express } from "express";

export function behindNginx(app: Express, server: Server): void {
  app.set("trust proxy", true);
  server.keepAliveTimeout = 65_000;
}
