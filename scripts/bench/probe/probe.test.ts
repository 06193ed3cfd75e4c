// Proves what the probe counts, and that servers live as if it were not there.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "@jest/globals";
import { typescriptArgs } from "../../servers/start/child-environment";
import {
  type RunningServer,
  startServer,
} from "../../servers/start/start-server";
import { openProbe, type Probe } from "./probe-server";
import { serverDelta } from "./snapshot";

let probe: Probe | undefined;
let server: RunningServer | undefined;
afterEach(async () => {
  await server?.stop();
  await probe?.close();
  server = undefined;
});

const fixture = (name: string): string => join(__dirname, "fixtures", name);

/** The fixture, started under a probe to which so many processes connect. */
async function startProbed(name: string, processes = 1): Promise<Probe> {
  probe = await openProbe();
  const { env, execArgv } = probe;
  const entry = fixture(name);
  server = await startServer({
    entry,
    env: { ...env },
    execArgv: [...execArgv],
    stopTimeoutMs: 100,
  });
  await probe.connected(processes, 30_000);
  return probe;
}

const get = async (path: string): Promise<string> =>
  (await fetch(`${server?.url}${path}`)).text();

describe("the probe", () => {
  test("counts the requests between two snapshots", async () => {
    const opened = await startProbed("plain-server.ts");
    await get("/");
    const before = await opened.snapshot({ resetDelay: true });
    await get("/");
    await get("/");
    const { processes, ended } = serverDelta(before, await opened.snapshot());
    expect(ended).toEqual([]);
    expect(processes).toHaveLength(1);
    expect(processes[0]).toMatchObject({
      pid: server?.pid,
      requestsStarted: 2,
      responsesFinished: 2,
    });
    expect(processes[0]?.rssBytes).toBeGreaterThan(1e6);
  });

  test("counts a request that has begun and has no answer", async () => {
    const opened = await startProbed("plain-server.ts");
    const holding = get("/hold").catch(() => {});
    await get("/");
    const [process] = await opened.snapshot();
    expect(process).toMatchObject({ requestsStarted: 2, responsesFinished: 1 });
    await server?.stop();
    await holding;
  });

  test("finds the CPU time that a request took", async () => {
    const opened = await startProbed("plain-server.ts");
    const before = await opened.snapshot({ resetDelay: true });
    await get("/burn");
    const [delta] = serverDelta(before, await opened.snapshot()).processes;
    const cpu = (delta?.cpuUserMs ?? 0) + (delta?.cpuSystemMs ?? 0);
    expect(cpu).toBeGreaterThanOrEqual(50);
    expect(delta?.utilization).toBeGreaterThan(0);
    expect(delta?.loopDelay.maxMs).toBeGreaterThan(30);
  });

  test("names a process whose event loop is blocked", async () => {
    const opened = await startProbed("plain-server.ts");
    await get("/block");
    const asking = opened.snapshot({ timeoutMs: 50 });
    await expect(asking).rejects.toThrow(
      `process ${server?.pid} did not answer`,
    );
  });

  test("asks every process of a cluster, each for itself", async () => {
    const opened = await startProbed("cluster-server.ts", 3);
    const before = await opened.snapshot({ resetDelay: true });
    const answeredBy = [await get("/"), await get("/"), await get("/")];
    const { processes } = serverDelta(before, await opened.snapshot());
    expect(processes).toHaveLength(3);
    const workers = processes.filter(({ worker }) => worker !== undefined);
    expect(workers.map(({ worker }) => worker).sort()).toEqual([1, 2]);
    for (const { pid, requestsStarted, parentPid } of workers) {
      const answered = answeredBy.filter((by) => by === String(pid)).length;
      expect(requestsStarted).toBe(answered);
      expect(parentPid).toBe(server?.pid);
    }
  });

  test("says which processes ended in between", async () => {
    const opened = await startProbed("plain-server.ts");
    const before = await opened.snapshot();
    server?.kill("SIGKILL");
    await server?.exited;
    const delta = serverDelta(before, await opened.snapshot());
    expect(delta).toEqual({ processes: [], ended: [server?.pid] });
  });

  test("waits for processes only so long", async () => {
    probe = await openProbe();
    await expect(probe.connected(1, 10)).rejects.toThrow();
  });
});

describe("a program under the probe", () => {
  const run = (env: Readonly<Record<string, string>>): Promise<string> =>
    promisify(execFile)(
      process.execPath,
      [
        ...typescriptArgs(),
        ...(probe?.execArgv ?? []),
        fixture("short-program.ts"),
      ],
      { env: { ...process.env, ...env } },
    ).then(({ stdout }) => stdout);

  test("ends by itself when it has nothing left to do", async () => {
    probe = await openProbe();
    expect(await run(probe.env)).toBe("done");
  });

  test("runs where no probe listens, and where none is named", async () => {
    probe = await openProbe();
    const { WORKSHOP_PROBE: address = "" } = probe.env;
    expect(await run({ WORKSHOP_PROBE: `${address}-gone` })).toBe("done");
    expect(await run({})).toBe("done");
  });

  test("goes on when its probe closes", async () => {
    const opened = await startProbed("plain-server.ts");
    await opened.close();
    probe = undefined;
    expect(await get("/")).toBe("ok");
  });
});
