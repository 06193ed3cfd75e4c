// Stands between two processes, so that the one behind it can hang, be gone or move.
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Proxy {
  readonly url: string;
  /** Every connection goes there from now on; where nobody is, it is cut. */
  forwardTo(port: number): void;
  /** Connections are taken from now on, and nothing comes of them. */
  hang(): void;
  close(): void;
}

export async function openProxy(): Promise<Proxy> {
  let target: number | undefined;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    track(client);
    if (target === undefined) return;
    const service = track(connect(target, "127.0.0.1"));
    client.pipe(service).pipe(client);
    client.once("close", () => service.destroy());
    service.once("close", () => client.destroy());
  });

  function track(socket: Socket): Socket {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    return socket.on("error", () => socket.destroy());
  }

  function goTo(port: number | undefined): void {
    target = port;
    for (const socket of sockets) socket.destroy();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    forwardTo: goTo,
    hang: () => goTo(undefined),
    close() {
      server.close();
      goTo(undefined);
    },
  };
}
