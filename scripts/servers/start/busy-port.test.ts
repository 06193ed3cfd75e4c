// Proves that a taken port is noticed, and its holder named.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { askForPort } from "../host/free-port";
import { assertPortIsFree, portHolder } from "./busy-port";
import { startServer } from "./start-server";

const toEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0)) await end();
});

async function listenOn(host: string): Promise<number> {
  const server: Server = createServer().listen(0, host);
  toEnd.push(() => server.close());
  await once(server, "listening");
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== "object" || address === null) throw new Error();
  return address.port;
}

describe("a port", () => {
  test("that nobody listens on is free, and has no holder", async () => {
    const port = await listenOn("127.0.0.1");
    for (const end of toEnd.splice(0)) await end();

    expect(await askForPort(port)).toBe("free");
    await expect(
      assertPortIsFree(port, undefined, "npm run step 3"),
    ).resolves.toBeUndefined();
  });

  test("that somebody has is refused in one line with the way out", async () => {
    const port = await listenOn("127.0.0.1");

    const asked = assertPortIsFree(port, undefined, "npm run step 3");

    await expect(asked).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(
        new RegExp(
          `^Port ${port} is taken.*\\. Type: npm run step 3 -- --port \\d+$`,
        ),
      ),
    });
  });
});

const canTell = process.platform === "linux";

(canTell ? describe : describe.skip)("the holder of a port", () => {
  test("is named by its process", async () => {
    const port = await listenOn("127.0.0.1");

    expect(await portHolder(port)).toMatchObject({
      pid: process.pid,
      step: undefined,
    });
  });

  test("is known when it is a step of the workshop", async () => {
    const entry = join(__dirname, "../../../steps/01-naive/server.ts");
    const DATA_DIR = mkdtempSync(join(tmpdir(), "workshop-data-"));
    const server = await startServer({ entry, env: { DATA_DIR } });
    toEnd.push(server.stop, () => rmSync(DATA_DIR, { recursive: true }));

    expect(await portHolder(server.port)).toMatchObject({
      pid: server.pid,
      step: "01-naive",
    });
    await expect(
      assertPortIsFree(server.port, undefined, "npm run step 2"),
    ).rejects.toThrow(`by step 1 of the workshop (process ${server.pid})`);
  });
});
