// Watches a tiny real server: changes, crashes and ends.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { typescriptArgs } from "./child-environment";
import { cut } from "./fixtures/cut";
import { LineReader } from "./fixtures/line-reader";

let folder: string;
let watching: ChildProcess;
let lines: LineReader;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workshop-watched-"));
});
afterEach(() => {
  watching.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const good = `import { createServer } from "node:http";
createServer().listen(process.env.PORT, process.env.HOST);
`;

function write(server: string): void {
  writeFileSync(join(folder, "server.ts"), server);
}

function watch(server: string): void {
  write(server);
  watching = spawn(
    process.execPath,
    [...typescriptArgs(), join(__dirname, "fixtures/watches.ts")],
    {
      env: { ...process.env, FOLDER: folder },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  lines = new LineReader(watching);
}

/** The next event but what the server prints. */
async function event(): Promise<Record<string, unknown>> {
  const told = JSON.parse(await lines.next());
  return "printed" in told ? event() : told;
}

async function ready(changed: number): Promise<string> {
  const told = await event();
  expect(told).toEqual({ ready: expect.any(String), changed });
  return String(told.ready);
}

describe("a watched server", () => {
  test("starts again when a file changes", async () => {
    watch(good);
    await ready(0);

    write(`${good}// changed`);

    await ready(1);
  });

  test.each([
    ["crashed", 'throw new Error("broken");'],
    ["crashed", "process.exit(2);"],
    ["ended", "process.exit(0);"],
  ])("that has %s by %s starts again when it is mended", async (how, code) => {
    watch(code);
    expect(await event()).toEqual({ how });

    write(good);

    await ready(1);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
    "ends with its watcher: %s",
    async (signal) => {
      watch(good);
      const { hostname, port } = new URL(await ready(0));
      const socket = connect(Number(port), hostname);
      socket.on("error", () => {}); // A reset, by the death of the server.
      await once(socket, "connect");

      watching.kill(signal);

      await cut(socket);
    },
  );
});
