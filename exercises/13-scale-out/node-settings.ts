// What a node has to know of the nginx in front of it.
import type { Server } from "node:http";
import type { Express } from "express";

/**
 * TODO 2: `req.ip` shall be the client's address, which only the nginx on this
 * machine may vouch for; and of two ends of an idle connection, it is not the
 * node that closes it first.
 */
export function behindNginx(_app: Express, _server: Server): void {}
