// The parent's end of the link: a local socket on which servers report to it.
import { EventEmitter, once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { newAddress, onJsonLine, removeAddress } from "../host/local-socket";

/** What a server says each time one of its sockets listens. */
export interface Listening {
  readonly pid: number;
  readonly port: number;
  readonly address: string;
  /** The port its code asked for; 0 asks the system for any free one. */
  readonly asked: number;
}

/** What the thread of `link-thread.js` sends. */
interface LinkMessage {
  readonly pid?: number;
  readonly listening?: Listening;
  readonly forked?: number;
  readonly ended?: number;
}

export interface LinkHandlers {
  onListening: (report: Listening) => void;
  /** A cluster has started a worker, which may listen later. */
  onForked?: (worker: number) => void;
  /** A worker of a cluster has ended, as its primary says. */
  onWorkerEnded?: (worker: number) => void;
  /** A process of the server has ended, however it did. */
  onClose?: (pid: number) => void;
}

export interface Link {
  /** What the server finds in its environment as `WORKSHOP_LINK`. */
  readonly address: string;
  /** The processes at the other end that are alive right now. */
  pids(): number[];
  /** Ends the processes at the other end. Resolves when all of them are gone. */
  close(): Promise<void>;
}

/**
 * Opens a link. A process that was started with `link-preload` and the
 * link's address stays connected for as long as it lives, so that a closed
 * connection means a dead process to the parent, and a dead parent to it.
 */
export async function openLink(handlers: LinkHandlers): Promise<Link> {
  const address = newAddress("link");
  const connected = new Map<Socket, number>();
  const alone = new EventEmitter();

  const server = createServer((socket) => {
    socket.unref();
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      const pid = connected.get(socket);
      connected.delete(socket);
      if (pid) handlers.onClose?.(pid);
      if (connected.size === 0) alone.emit("alone");
    });
    connected.set(socket, 0);
    onJsonLine(socket, (message: LinkMessage) => {
      if (message.pid !== undefined) connected.set(socket, message.pid);
      tell(message, handlers);
    });
  });
  await listen(server, address);

  return {
    address,
    pids: () => [...connected.values()].filter((pid) => pid > 0),
    async close() {
      server.close();
      removeAddress(address);
      if (connected.size === 0) return;
      // Only this end is closed: the other closes when its process is dead.
      for (const socket of connected.keys()) socket.ref().end();
      await once(alone, "alone");
    },
  };
}

function tell(
  { listening, forked, ended }: LinkMessage,
  handlers: LinkHandlers,
): void {
  if (listening) handlers.onListening(listening);
  if (forked !== undefined) handlers.onForked?.(forked);
  if (ended !== undefined) handlers.onWorkerEnded?.(ended);
}

function listen(server: Server, address: string): Promise<void> {
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
}

/** The address at which a server that listens is reached from this machine. */
export function urlOf({ address, port }: Listening): string {
  const anywhere = address === "0.0.0.0" || address === "::";
  const host = anywhere ? "127.0.0.1" : address;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
