// Starts and ends tiny real servers, good and bad ones.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { preloads } from "./child-environment";
import { cut } from "./fixtures/cut";
import { LineReader } from "./fixtures/line-reader";
import { openLink } from "./link";
import { type StartOptions, startServer } from "./start-server";

const toEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0)) await end();
});

const fixture = (name: string) => join(__dirname, "fixtures", `${name}.ts`);

async function start(name: string, options: Partial<StartOptions> = {}) {
  const server = await startServer({ entry: fixture(name), ...options });
  toEnd.push(server.stop);
  return server;
}

/** A connection whose close tells of the server's death without polling. */
async function connection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {}); // A reset, by the death of the other end.
  await once(socket, "connect");
  return socket;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || address === null) throw new Error();
  return address.port;
}

describe("startServer", () => {
  test("gives the url at which the server's own process answers", async () => {
    const server = await start("answers");

    const answer = await fetch(server.url);

    expect(await answer.text()).toBe(String(server.pid));
    expect(server.hardCodedPort).toBeUndefined();
  });

  test("leaves what the server prints to a file, if told to", async () => {
    const folder = mkdtempSync(join(tmpdir(), "output-"));
    toEnd.push(() => rmSync(folder, { recursive: true }));
    const outputFile = join(folder, "output.log");

    const starting = start("dies-early", { outputFile });

    await expect(starting).rejects.toThrow("DATABASE_URL is not set");
    const printed = readFileSync(outputFile, "utf8");
    expect(printed).toContain("DATABASE_URL is not set");
  });

  test("collects what the server prints", async () => {
    let heard = "";
    const printed = new Promise<void>((resolve) => {
      const onOutput = (chunk: string) => {
        heard += chunk;
        if (heard.includes("up")) resolve();
      };
      void start("answers", { onOutput }).then((server) => {
        toEnd.push(() => expect(server.output()).toBe("answers is up\n"));
      });
    });

    await printed;

    expect(heard).toBe("answers is up\n");
  });

  test("starts two servers at once without a clash of ports", async () => {
    const [one, two] = await Promise.all([start("answers"), start("answers")]);

    expect(one.port).not.toBe(two.port);
  });

  test("names the port of a server that does not follow PORT", async () => {
    const FAVOURITE_PORT = String(await freePort());

    const server = await start("hard-coded-port", { env: { FAVOURITE_PORT } });

    expect(String(server.hardCodedPort)).toBe(FAVOURITE_PORT);
  });

  test("a server that ends early is reported with its last words", async () => {
    const starting = start("dies-early");

    await expect(starting).rejects.toMatchObject({
      name: "UserError",
      exitCode: 1,
      cameTo: { code: 1, signal: null },
      message: expect.stringMatching(
        /dies-early\.ts ended with exit code 1 before it listened\..*DATABASE_URL is not set/s,
      ),
    });
  });

  test("a server whose port is taken is reported with the port", async () => {
    const { port } = await start("answers");

    const second = start("answers", { env: { PORT: String(port) } });

    await expect(second).rejects.toMatchObject({
      takenPort: port,
      message: expect.stringContaining(`port ${port} is taken`),
    });
  });

  test("a server that never listens is ended and reported", async () => {
    const starting = start("never-listens", { readyTimeoutMs: 1 });

    await expect(starting).rejects.toMatchObject({
      exitCode: 1,
      cameTo: "silent",
      message: expect.stringContaining("listens on no port"),
    });
  });
});

describe("stop", () => {
  test("ends a server by SIGTERM, and may be called twice", async () => {
    const server = await start("answers");

    await Promise.all([server.stop(), server.stop()]);

    expect(await server.exited).toEqual({ code: null, signal: "SIGTERM" });
  });

  // Windows has no signal that can be ignored.
  const onPosix = process.platform === "win32" ? test.skip : test;
  onPosix("ends one that ignores SIGTERM by SIGKILL", async () => {
    const server = await start("ignores-sigterm", { stopTimeoutMs: 1 });

    await server.stop();

    expect(await server.exited).toEqual({ code: null, signal: "SIGKILL" });
  });

  test("waits for the end of a server's own children", async () => {
    const server = await start("forks");
    const worker = await (await fetch(server.url)).text();
    const ended = cut(await connection(server.url));

    await server.stop();

    expect(worker).not.toBe(String(server.pid));
    await ended;
  });
});

describe("a cluster", () => {
  test.each(["no", "yes"])(
    "is ready when a worker answers; the second dies: %s",
    async (SECOND_DIES) => {
      const server = await start("cluster", { env: { SECOND_DIES } });

      const worker = await (await fetch(server.url)).text();

      expect(worker).not.toBe(String(server.pid));
      expect(server.hardCodedPort).toBeUndefined();
    },
  );
});

describe("a parent killed by SIGKILL", () => {
  async function orphan(name: string) {
    const parent = spawn(
      process.execPath,
      [...preloads(), fixture("starts-a-server")],
      { env: { ...process.env, ENTRY: fixture(name) }, stdio: "pipe" },
    );
    toEnd.push(() => parent.kill("SIGKILL"));
    const { url } = JSON.parse(await new LineReader(parent).next());
    const socket = await connection(url);
    return { parent, socket };
  }

  test.each(["answers", "ignores-sigterm", "forks"])(
    "takes the server with it: %s",
    async (name) => {
      const { parent, socket } = await orphan(name);

      parent.kill("SIGKILL");

      await cut(socket);
    },
  );

  test("takes even a server whose event loop is blocked", async () => {
    const { parent, socket } = await orphan("blocks");
    socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");

    parent.kill("SIGKILL");

    await cut(socket);
  });
});

describe("the link", () => {
  test("leaves nothing behind when it is closed", async () => {
    const link = await openLink({ onListening() {} });

    await link.close();

    expect(existsSync(link.address)).toBe(false);
  });
});
