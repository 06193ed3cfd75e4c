// Proves, on real processes and by real signals, that there are always as many workers as there should be.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { findOnPath } from "../../../scripts/servers/host/find-on-path";
import { isAlive } from "../../../scripts/servers/host/process-info";
import { runSupervised, type Supervised } from "./fixtures/run-supervised";

const running: Supervised[] = [];
afterEach(() => Promise.all(running.splice(0).map((each) => each.kill())));

/** The program, with both of its workers ready. */
async function bothReady(
  env: Record<string, string> = {},
): Promise<Supervised> {
  const program = await runSupervised(env);
  running.push(program);
  await program.line({ message: "worker ready" }, 2);
  return program;
}

async function startsBadly(env: Record<string, string>): Promise<Supervised> {
  const program = await runSupervised(env);
  running.push(program);
  return program;
}

/** What it has open it keeps, and gets no other. */
function limitDescriptors(pid: number | undefined): void {
  execFileSync("prlimit", ["--pid", String(pid), "--nofile=1:"]);
}

const worker = (line: { worker?: number }) => line.worker ?? 0;

describe("a worker that ends", () => {
  test.each([
    ["/exit", "with exit code 7"],
    ["/throw", "with exit code 1"],
    ["/memory", "by SIGABRT"],
    ["/disconnect", "with exit code 0"],
  ])("%s, %s, is replaced by one", async (path, how) => {
    const program = await bothReady();

    const lost = program.get(path);
    await program.line({ message: "worker ended", how, wasReady: true });
    await program.line({ message: "worker ready" }, 3);

    await lost;
    expect(program.count({ message: "forked" })).toBe(3);
    expect(await program.ask("list")).toHaveLength(2);
  });

  test("by SIGKILL is replaced by one, each time anew", async () => {
    const program = await bothReady();

    for (let kill = 1; kill <= 5; kill++) {
      const [oldest] = (await program.ask("list")) as number[];
      process.kill(Number(oldest), "SIGKILL");
      await program.line({ message: "worker ready" }, 2 + kill);
    }

    expect(program.count({ message: "forked" })).toBe(7);
    expect(await program.ask("list")).toHaveLength(2);
  });

  test("together with all others is replaced as they are", async () => {
    const program = await bothReady();
    const pids = (await program.ask("list")) as number[];

    for (const pid of pids) process.kill(pid, "SIGKILL");
    await program.line({ message: "worker ready" }, 4);

    expect(program.count({ message: "forked" })).toBe(4);
  });
});

describe("a worker that hangs", () => {
  const soon = { SILENT_AFTER_MS: "3000" };

  test("in a loop is killed, and replaced", async () => {
    const program = await bothReady(soon);

    const lost = program.get("/block");
    const silent = await program.line({ message: "worker silent, killing it" });
    const dead = worker(silent);
    await program.line({
      message: "worker ended",
      how: "by SIGKILL",
      worker: dead,
    });
    await program.line({ message: "worker ready" }, 3);

    expect(await lost).toBe("no answer");
  });

  test("because it was stopped is killed, and replaced", async () => {
    const program = await bothReady(soon);
    const dead = worker(await program.line({ message: "worker ready" }));

    process.kill(dead, "SIGSTOP");
    await program.line({ message: "worker silent, killing it", worker: dead });
    await program.line({ message: "worker ready" }, 3);

    expect(await program.ask("list")).not.toContain(dead);
  });

  // Only there the limit of another process can be set.
  (findOnPath("prlimit") ? test : test.skip)(
    "because it has no descriptor left for a connection is killed, and replaced",
    async () => {
      const program = await bothReady(soon);
      const [deaf] = (await program.ask("list")) as number[];
      limitDescriptors(deaf);

      // Two or more: it is the next one's turn at each.
      const sockets = [1, 2, 3, 4].map(() => connect(program.port));
      await program.line({
        message: "worker silent, killing it",
        worker: Number(deaf),
      });
      await program.line({ message: "worker ready" }, 3);
      for (const socket of sockets) socket.destroy();

      expect(await program.ask("list")).not.toContain(deaf);
    },
  );

  test("before it is ready counts as one that cannot start", async () => {
    const program = await startsBadly({ START: "hanging" });

    expect((await program.closed)[0]).toBe(1);
    expect(program.count({ message: "worker ready" })).toBe(0);
  });
});

describe("a build that cannot start", () => {
  test("ends the primary with exit code 1, after five starts a worker", async () => {
    const program = await startsBadly({ START: "not at all" });

    const [code] = await program.closed;

    const last = program.lines.at(-1)?.message;
    expect({ code, last }).toEqual({
      code: 1,
      last: "giving up: workers keep ending at their start",
    });
    // One may be starting when the tenth has ended.
    expect([10, 11]).toContain(program.count({ message: "forked" }));
    expect(program.count({ message: "worker ended", wasReady: true })).toBe(0);
  });

  test("because it cannot listen is not started again", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as AddressInfo;

    const program = await startsBadly({ PORT: String(port) });
    const [code] = await program.closed;

    holder.close();
    const last = program.lines.at(-1)?.message;
    expect({ code, last }).toEqual({
      code: 1,
      last: "giving up: a worker cannot listen",
    });
    expect(program.count({ message: "forked" })).toBe(2);
  });

  test("is reported to whoever starts one more, and hurts nobody", async () => {
    const program = await bothReady();
    const before = await program.ask("list");

    const answer = await program.ask("start a bad one");

    expect(answer).toBe(
      "Error: a worker ended with exit code 3 before it was ready",
    );
    expect(await program.ask("list")).toEqual(before);
    expect(program.count({ message: "forked" })).toBe(3);
  });
});

describe("whoever restarts by hand", () => {
  test("starts one more, and then retires the oldest: no other is started", async () => {
    const program = await bothReady();
    const [oldest, second] = (await program.ask("list")) as number[];

    const added = await program.ask("start");
    const retired = await program.ask("retire the oldest");

    expect(retired).toBe(oldest);
    expect(await program.ask("list")).toEqual([second, added]);
    expect(program.count({ message: "forked" })).toBe(3);
  });

  test("retires one without another in its place: it gets one", async () => {
    const program = await bothReady();

    await program.ask("retire the oldest");
    await program.line({ message: "worker ready" }, 3);

    expect(await program.ask("list")).toHaveLength(2);
  });

  test("ends by SIGKILL what does not follow SIGTERM", async () => {
    const program = await bothReady();
    const { pid } = JSON.parse(await program.get("/deaf"));
    const other = JSON.parse(await program.get("/deaf"));

    await program.ask("retire the oldest");

    const ended = await program.line({ message: "worker ended" });
    expect([pid, other.pid]).toContain(ended.worker);
    expect(ended.how).toBe("by SIGKILL");
  });

  test("stops all of them, and no other is started", async () => {
    const program = await bothReady();

    await program.ask("stop");

    expect(await program.ask("list")).toEqual([]);
    expect(program.count({ message: "forked" })).toBe(2);
    expect(program.count({ message: "worker ended" })).toBe(2);
  });
});

describe("a primary that dies", () => {
  test.each(["SIGTERM", "SIGKILL"] as const)(
    "by %s takes its workers along",
    async (signal) => {
      const program = await bothReady();
      const pids = (await program.ask("list")) as number[];

      program.process.kill(signal);

      // No event tells: they are nobody's children then.
      while (pids.some(isAlive)) await sleep(10);
    },
  );
});

describe("a log that nobody reads", () => {
  test("stops no primary, also where a worker has ended", async () => {
    const program = await bothReady();
    // So that none is started behind the end of another.
    await program.ask("start");
    await program.get("/exit");
    await program.line({ message: "worker ended", how: "with exit code 7" });

    program.process.stdout?.pause();
    await program.ask("print a lot");
    const answering = await program.ask("list");
    program.process.stdout?.resume();
    await program.line({ message: "x".repeat(1_000_000) });

    expect(answering).toHaveLength(2);
  });
});

describe("what the primary has prepared", () => {
  test("is told to the workers, and to those that come later", async () => {
    const program = await bothReady();
    const before = JSON.parse(await program.get("/"));

    await program.ask("prepared");
    await program.line({ message: "told" }, 2);
    await program.ask("start");
    await program.line({ message: "told" }, 3);

    expect(before.isPrepared).toBe(false);
    expect(JSON.parse(await program.get("/")).isPrepared).toBe(true);
  });
});
