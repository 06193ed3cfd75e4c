// The settings of a node that depend on the nginx in front of it.
import type { Server } from "node:http";
import type { Express } from "express";

/**
 * TODO 2: `req.ip` must be the client's address, and only the nginx on this machine
 * may set it. And nginx must close an idle connection before the node does.
 */
export function behindNginx(_app: Express, _server: Server): void {}
