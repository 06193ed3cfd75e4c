// Proves that a local socket has a short path of its own, and that whole lines come through.
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  newAddress,
  newSocketFolder,
  onJsonLine,
  removeAddress,
  sendJsonLine,
} from "./local-socket";

const { TMPDIR } = process.env;
const folders: string[] = [];
afterEach(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** What comes out at the other end, up to the end of the connection. */
async function passOn(write: (socket: Socket) => void): Promise<unknown[]> {
  const received: unknown[] = [];
  const address = newAddress("test");
  const server = createServer((socket) => {
    onJsonLine(socket, (message) => received.push(message));
  });
  await once(server.listen(address), "listening");
  const client = connect(address);
  write(client);
  client.end();
  await once(client, "close");
  server.close();
  removeAddress(address);
  return received;
}

describe("an address", () => {
  test("is in a folder of its own, which goes with it", () => {
    const [one, other] = [newAddress("test"), newAddress("test")];

    expect(dirname(one)).not.toBe(dirname(other));
    removeAddress(one);
    removeAddress(other);

    expect(existsSync(dirname(one))).toBe(false);
  });

  test("has a path that a socket may have, however long the temporary folder's is", async () => {
    const base = mkdtempSync(join(tmpdir(), "long-"));
    folders.push(base);
    process.env.TMPDIR = join(base, "ä".repeat(40));
    mkdirSync(process.env.TMPDIR);

    const folder = newSocketFolder("test", "control.sock");
    folders.push(folder);

    expect(Buffer.byteLength(join(folder, "control.sock"))).toBeLessThanOrEqual(
      103,
    );
    expect(await passOn((socket) => sendJsonLine(socket, {}))).toEqual([{}]);
  });

  test("of another's naming is left alone", () => {
    const folder = mkdtempSync(join(tmpdir(), "others-"));
    folders.push(folder);

    removeAddress(join(folder, "socket"));

    expect(existsSync(folder)).toBe(true);
  });
});

describe("JSON lines", () => {
  test("come through one by one, however they are cut", async () => {
    const received = await passOn((socket) => {
      socket.write('{"a":1}\n{"b"');
      socket.write(":2}\n");
      sendJsonLine(socket, { c: "ä\n" });
    });

    expect(received).toEqual([{ a: 1 }, { b: 2 }, { c: "ä\n" }]);
  });

  test("are not handled where the last one is cut off", async () => {
    const received = await passOn((socket) => {
      socket.write('{"a":1}\n{"b":');
    });

    expect(received).toEqual([{ a: 1 }]);
  });
});
