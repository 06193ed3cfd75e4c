// Proves that a port is said to be free where it is, and that one is found where it is not.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  askForPort,
  freePort,
  lastPort,
  nextFreePort,
  stablePort,
  unusedPort,
} from "./free-port";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A port on which a server listens to the end of the test. */
async function takenPort(): Promise<number> {
  const port = await freePort();
  const server = createServer().listen(port, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return port;
}

test("a port on which a server listens is taken, and another is free", async () => {
  expect(await askForPort(await takenPort())).toBe("taken");
  expect(await askForPort(await freePort())).toBe("free");
});

describe("freePort", () => {
  test("is the preferred one where that is free", async () => {
    const preferred = await freePort();

    expect(await freePort(preferred)).toBe(preferred);
  });

  test("is another one where the preferred one is taken", async () => {
    const taken = await takenPort();
    const port = await freePort(taken);

    expect(port).not.toBe(taken);
    expect(await askForPort(port)).toBe("free");
  });
});

test("nextFreePort is after the one that is taken", async () => {
  const taken = await takenPort();

  expect(await nextFreePort(taken - 1)).not.toBe(taken);
});

test("unusedPort refuses connections", async () => {
  const socket = connect(await unusedPort(), "127.0.0.1");
  const [error] = await once(socket, "error");

  expect(error).toMatchObject({ code: "ECONNREFUSED" });
});

test("stablePort is the same as the last time, unless that is taken now", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stable-port-"));
  const first = await stablePort(folder);

  expect(await stablePort(folder)).toBe(first);
  servers.push(createServer().listen(first, "127.0.0.1"));
  const other = await stablePort(folder);

  expect(other).not.toBe(first);
  expect(lastPort(folder)).toBe(other);
  rmSync(folder, { recursive: true });
});
