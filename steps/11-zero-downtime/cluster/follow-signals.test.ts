// Proves, on real processes and by real signals, how the workers are exchanged, and how all of them end.
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  type Line,
  runSupervised,
  type Supervised,
} from "../../08-cluster/cluster/fixtures/run-supervised";

const running: Supervised[] = [];
afterEach(() => Promise.all(running.splice(0).map((each) => each.kill())));

const file = join(__dirname, "fixtures", "rolled.ts");

async function bothReady(
  env: Record<string, string> = {},
): Promise<Supervised> {
  const program = await runSupervised(env, file);
  running.push(program);
  await program.line({ message: "worker ready" }, 2);
  return program;
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

async function response(socket: Socket): Promise<string | undefined> {
  socket.write("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
  return (await text(socket)).split("\r\n").at(-1);
}

function story(lines: readonly Line[], names: Map<number, string>): string[] {
  return lines
    .filter(({ message }) => /^worker (ready|ended)/.test(message))
    .map(
      ({ message, worker = 0 }) => `${names.get(worker) ?? "new"} ${message}`,
    );
}

describe("SIGUSR2", () => {
  test("exchanges the workers one by one, the new one ready before the old one ends", async () => {
    const program = await bothReady();
    const [first, second] = (await program.ask("list")) as [number, number];

    program.process.kill("SIGUSR2");
    await program.line({ message: "rolling restart done" });

    const names = new Map([
      [first, "first"],
      [second, "second"],
    ]);
    expect(story(program.lines.slice(2), names)).toEqual([
      "new worker ready",
      "first worker ended",
      "new worker ready",
      "second worker ended",
    ]);
    expect(program.count({ message: "drained" })).toBe(2);
  });

  test("loses no connection that the primary was just handing over", async () => {
    const mark = join(mkdtempSync(join(tmpdir(), "drained-")), "mark");
    const program = await bothReady({ DRAINED: mark });
    const [first] = (await program.ask("list")) as [number, number];
    program.process.kill("SIGSTOP");
    // They wait in the queue of the port; each worker will be handed two.
    const sockets = await Promise.all(
      Array.from({ length: 4 }, () => connected(program.port)),
    );
    process.kill(first, "SIGTERM");
    // Its log comes through the primary, which stands still.
    while (!existsSync(mark)) await sleep(10);

    program.process.kill("SIGCONT");

    rmSync(dirname(mark), { recursive: true });
    expect(await Promise.all(sockets.map(response))).toEqual(
      Array(4).fill("served"),
    );
  });

  test("with a build that cannot start leaves all as they are", async () => {
    const program = await bothReady();
    const before = await program.ask("list");
    await program.ask("break");

    program.process.kill("SIGUSR2");
    await program.line({
      message: "rolling restart given up: the new build does not start",
    });

    expect(await program.ask("list")).toEqual(before);
    expect(program.count({ message: "worker ended" })).toBe(1);
    expect(await program.get("/")).toBe("served");
  });

  test("in the middle of a restart means the new ones as well", async () => {
    const program = await bothReady();

    program.process.kill("SIGUSR2");
    await program.line({ message: "worker ready" }, 3);
    program.process.kill("SIGUSR2");
    await program.line({ message: "rolling restart done" }, 2);

    expect(program.count({ message: "worker ready" })).toBe(6);
    expect(await program.ask("list")).toHaveLength(2);
  });
});

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  test("before the workers are started ends it, with exit code 0", async () => {
    const program = await runSupervised({ PREPARES: "for ever" }, file);
    running.push(program);
    await program.line({ message: "preparing" });

    program.process.kill("SIGUSR2");
    program.process.kill(signal);

    expect((await program.closed)[0]).toBe(0);
    expect(program.lines.map(({ message }) => message)).toEqual([
      "preparing",
      "stopping",
    ]);
  });

  test("ends it though nobody reads its log any more", async () => {
    const program = await bothReady();
    program.process.stdout?.pause();
    await program.ask("print a lot");

    program.process.kill(signal);

    const [code] = await once(program.process, "exit");
    expect(code).toBe(0);
  });

  test("has all workers drain, and ends with exit code 0", async () => {
    const program = await bothReady();

    program.process.kill(signal);

    expect((await program.closed)[0]).toBe(0);
    expect(program.count({ message: "drained" })).toBe(2);
    expect(program.count({ message: "worker ready" })).toBe(2);
  });

  test("in the middle of a rolling restart ends that as well, and blames no build", async () => {
    const program = await bothReady();
    program.process.kill("SIGUSR2");
    await program.line({ message: "rolling restart" });

    program.process.kill(signal);

    expect((await program.closed)[0]).toBe(0);
    expect(
      program.lines.filter(({ message }) =>
        message.startsWith("rolling restart "),
      ),
    ).toEqual([]);
  });

  test("twice ends everything at once", async () => {
    const program = await bothReady();
    const response = await fetch(`http://127.0.0.1:${program.port}/never`);
    const cut = response.text().catch(() => "cut off");

    program.process.kill(signal);
    await program.line({ message: "stopping" });
    program.process.kill(signal);

    expect((await program.closed)[0]).toBe(1);
    expect(await cut).toBe("cut off");
  });

  test("does not wait longer than the deadline for a client that never finishes", async () => {
    const program = await bothReady({ DEADLINE_MS: "1" });
    const response = await fetch(`http://127.0.0.1:${program.port}/never`);
    const cut = response.text().catch(() => "cut off");

    program.process.kill(signal);

    expect((await program.closed)[0]).toBe(0);
    expect(await cut).toBe("cut off");
    expect(
      program.count({
        message: "the deadline has come, requests were cut off",
      }),
    ).toBe(1);
  });
});
