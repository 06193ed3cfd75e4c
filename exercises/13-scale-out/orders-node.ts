// A node that takes orders, and fails when the test tells it to.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import express, { type Express } from "express";
import { behindNginx } from "./node-settings";

/** What it does with a request: answers, hangs up in the middle, or says nothing. */
type Mode = "answers" | "cuts" | "hangs";

export interface OrdersNode {
  readonly app: Express;
  readonly server: Server;
  readonly address: string;
  /** Methods of all requests that it has seen. */
  readonly seen: string[];
  /** How many connections it has been opened. */
  connections(): number;
  mode: Mode;
  /** Its port is closed, as that of a process that has died. */
  die(): Promise<void>;
}

export async function startNode(name: string): Promise<OrdersNode> {
  const app = express();
  const server = createServer(app);
  const open = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    open.add(socket.once("close", () => open.delete(socket)));
  });
  behindNginx(app, server);
  const node: OrdersNode = {
    app,
    server,
    mode: "answers",
    seen: [],
    address: await listen(server),
    connections: () => connections,
    async die() {
      server.close();
      for (const socket of open) socket.destroy();
      if (server.listening) await once(server, "close");
    },
  };
  addRoutes(name, node);
  return node;
}

function addRoutes(name: string, node: OrdersNode): void {
  node.app.use((req, res, next) => {
    node.seen.push(req.method);
    if (node.mode === "cuts") res.destroy();
    if (node.mode === "answers") next();
  });
  node.app.get("/orders", (req, res) => {
    res.json({ node: name, ip: req.ip });
  });
  node.app.post("/orders", (_req, res) => {
    res.status(201).json({ node: name });
  });
}

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  return `127.0.0.1:${bound.port}`;
}
