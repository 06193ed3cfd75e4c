// Stands between two processes, so that the one behind it can hang, be gone or move.
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface TcpProxy {
  readonly url: string;
  readonly port: number;
  /** Every connection goes there from now on; where nothing listens, it is cut. */
  forwardTo(port: number): void;
  /** New connections go there; those that are open stay where they are. */
  leadTo(port: number): void;
  /** Connections are taken from now on, and nothing comes of them. */
  hang(): void;
  /** Connections are cut from now on, as where nothing listens. */
  cut(): void;
  /** Connections stay, and nothing comes through any more. */
  stall(): void;
  close(): void;
}

export interface ProxyOptions {
  /** Sees everything that is sent to the one behind. */
  readonly onSent?: (chunk: Buffer) => void;
}

export async function openProxy({
  onSent,
}: ProxyOptions = {}): Promise<TcpProxy> {
  let target: number | "nowhere" | undefined;
  let isStalled = false;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    track(client);
    if (target === undefined) return;
    if (target === "nowhere") return void client.destroy();
    const service = track(connect(target, "127.0.0.1"));
    client.on("data", (chunk) => {
      onSent?.(chunk);
      if (!isStalled) service.write(chunk);
    });
    service.on("data", (chunk) => {
      if (!isStalled) client.write(chunk);
    });
    client.once("end", () => service.end());
    service.once("end", () => client.end());
    client.once("close", () => service.destroy());
    service.once("close", () => client.destroy());
  });

  function track(socket: Socket): Socket {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    return socket.on("error", () => socket.destroy());
  }

  function goTo(port: number | "nowhere" | undefined): void {
    target = port;
    isStalled = false;
    for (const socket of sockets) socket.destroy();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    forwardTo: goTo,
    leadTo(port) {
      target = port;
    },
    hang: () => goTo(undefined),
    cut: () => goTo("nowhere"),
    stall() {
      isStalled = true;
    },
    close() {
      server.close();
      goTo(undefined);
    },
  };
}
