// Proves what becomes of a server's connections while it drains.
import { once } from "node:events";
import { Agent, createServer, get, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "@jest/globals";
import { drain } from "./drain";

const minute = 60_000;
const agents: Agent[] = [];
const servers: Server[] = [];
afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
  for (const server of servers.splice(0)) {
    server.close().closeAllConnections();
  }
});

/** A server whose answers the test releases, and a client that keeps connections. */
async function setUp() {
  const arrivals: (() => void)[] = [];
  const server = createServer((_req, res) => {
    arrivals.push(() => res.end("served"));
    server.emit("arrival");
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const agent = new Agent({ keepAlive: true });
  agents.push(agent);

  /** Sends a request, and resolves to its answer or to how it was lost. */
  async function ask(): Promise<string> {
    const sent = get({ port, host: "127.0.0.1", agent });
    try {
      const [response] = await once(sent, "response");
      return `${await text(response)}, ${response.headers.connection}`;
    } catch (error) {
      return String(error);
    }
  }
  async function arrived(): Promise<() => void> {
    if (arrivals.length === 0) await once(server, "arrival");
    return arrivals.shift() ?? (() => {});
  }
  async function askAndRelease(): Promise<string> {
    const response = ask();
    (await arrived())();
    return response;
  }
  return { server, ask, arrived, askAndRelease };
}

const nothing = () => {};

describe("a server that drains", () => {
  test("goes on serving for a while, and asks each client to close", async () => {
    const { server, askAndRelease } = await setUp();
    const before = await askAndRelease();

    void drain(server, {
      graceMs: minute,
      deadlineMs: minute,
      onDraining: nothing,
    });

    expect({ before, during: await askAndRelease() }).toEqual({
      before: "served, keep-alive",
      during: "served, close",
    });
    // On a new connection: the one before has been closed.
    expect(await askAndRelease()).toBe("served, close");
  });

  test("says at once that it drains, and takes nothing on afterwards", async () => {
    const { server, ask } = await setUp();
    let seen = "";

    const isDrained = await drain(server, {
      graceMs: 0,
      deadlineMs: minute,
      onDraining: () => {
        seen = `listening: ${server.listening}`;
      },
    });

    expect({ isDrained, seen }).toEqual({
      isDrained: true,
      seen: "listening: true",
    });
    expect(await ask()).toContain("ECONNREFUSED");
  });

  test("answers what had been asked before", async () => {
    const { server, ask, arrived } = await setUp();
    const response = ask();
    const release = await arrived();

    const draining = drain(server, {
      graceMs: 0,
      deadlineMs: minute,
      onDraining: nothing,
    });
    release();

    expect(await response).toContain("served");
    expect(await draining).toBe(true);
  });

  test("closes a connection on which nothing happens", async () => {
    const { server, askAndRelease } = await setUp();
    await askAndRelease();

    const isDrained = await drain(server, {
      graceMs: 0,
      deadlineMs: minute,
      onDraining: nothing,
    });

    expect(isDrained).toBe(true);
  });

  test("cuts off at the deadline what is not answered by then", async () => {
    const { server, ask, arrived } = await setUp();
    const response = ask();
    await arrived();

    const isDrained = await drain(server, {
      graceMs: 0,
      deadlineMs: 1,
      onDraining: nothing,
    });

    expect(isDrained).toBe(false);
    expect(await response).toMatch(/ECONNRESET|socket hang up/);
  });
});
