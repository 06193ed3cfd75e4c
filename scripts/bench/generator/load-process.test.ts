// Proves that a load in its own process measures, fails and ends as it should.

import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { typescriptArgs } from "../../servers/start/child-environment";
import {
  type KnownServer,
  knownServer,
  OK,
  refusingUrl,
} from "./fixtures/known-servers";
import { writtenRequests } from "./ledger";
import {
  type LoadProcess,
  startLoadProcess,
  type WarmLoad,
} from "./load-process";
import type { LoadPlanInput } from "./plan";

let server: KnownServer | undefined;
let client: LoadProcess | undefined;
afterEach(async () => {
  await client?.stop();
  await server?.close();
});

function startLoad(plan: LoadPlanInput): Promise<WarmLoad> {
  client = startLoadProcess();
  return client.prepare(plan);
}

const open = (url: string): LoadPlanInput => ({
  loop: "open",
  url,
  warmupMs: 50,
  durationMs: 200,
  seed: 1,
  streams: [
    { rate: 200, connections: 20, kinds: [{ name: "page", path: "/" }] },
  ],
});

describe("a load", () => {
  test("warms up, then measures, and agrees with the server's own count", async () => {
    let seen = 0;
    server = await knownServer(({ socket }) => {
      seen++;
      socket.write(OK);
    });
    const load = await startLoad(open(server.url));
    expect(load.warmup?.ledger).toMatchObject({ sent: 10, ok: 10 });
    expect(seen).toBe(10);
    const { ledger, client, kinds } = await load.measure();
    expect(ledger).toMatchObject({ sent: 40, ok: 40, inFlight: 0 });
    expect(writtenRequests(ledger)).toBe(seen - 10);
    expect(kinds.page?.latency.count).toBe(40);
    expect(client.lateness?.count).toBe(40);
    expect(client.cpuMs).toBeGreaterThan(0);
  });

  test("never finds an answer after 100 ms quicker than that", async () => {
    server = await knownServer(({ socket }) => {
      setTimeout(() => socket.write(OK), 101);
    });
    const load = await startLoad(open(server.url));
    const { latency } = (await load.measure()).kinds.page ?? {};
    expect(latency?.count).toBe(40);
    expect(latency?.p50).toBeGreaterThanOrEqual(100_000);
  });

  test("runs a closed loop too", async () => {
    server = await knownServer(({ socket }) => socket.write(OK));
    const { url } = server;
    const kinds: [{ name: string; path: string }] = [{ name: "p", path: "/" }];
    const shared = { url, warmupMs: 0, durationMs: 200, seed: 1 };
    const load = await startLoad({
      loop: "closed",
      connections: 2,
      kinds,
      ...shared,
    });
    expect(load.warmup).toBeUndefined();
    const result = await load.measure();
    expect(result.unusable).toBeUndefined();
    expect(result.ledger.ok).toBeGreaterThan(0);
  });

  test("follows another in the same process, and is as exact", async () => {
    server = await knownServer(({ socket }) => socket.write(OK));
    await (await startLoad(open(server.url))).measure();
    const load = await client?.prepare(open(server.url));
    const result = await load?.measure();
    expect(result?.ledger).toMatchObject({ sent: 40, ok: 40, inFlight: 0 });
  });

  test("counts refusals, and does not mistake them for its own failure", async () => {
    const load = await startLoad(open(await refusingUrl()));
    const { ledger } = await load.measure();
    expect(ledger).toMatchObject({ sent: 40, refused: 40 });
  });

  test("fails where the client itself cannot work", async () => {
    // No route: 0.0.0.0/8 and such differ by system, a name without a host not.
    const plan = open("http://no-such-host.invalid:80");
    await expect(startLoad(plan)).rejects.toThrow("the load failed");
  });

  test("rejects an impossible plan", async () => {
    const plan = { ...open("http://localhost:1"), durationMs: -1 };
    await expect(startLoad(plan)).rejects.toThrow("durationMs");
  });
});

describe("a load process", () => {
  test("can be stopped in the middle of a window", async () => {
    server = await knownServer("hold");
    const load = await startLoad({ ...open(server.url), warmupMs: 0 });
    const measuring = expect(load.measure()).rejects.toThrow("ended early");
    await server.arrived(1);
    await client?.stop();
    await measuring;
  });

  test("can be stopped where it has ended, and was asked something since", async () => {
    const load = startLoadProcess();
    client = load;
    process.kill(load.pid, "SIGKILL");
    // Unnoticed as yet: neither the end nor the broken pipe has been told.
    for (const end = performance.now() + 200; performance.now() < end; );

    await expect(load.prepare(open("http://localhost:1"))).rejects.toThrow();

    await expect(load.stop()).resolves.toBeUndefined();
  });

  test("ends with its parent, even if that was killed", async () => {
    server = await knownServer("hold");
    const parent = fork(
      join(__dirname, "fixtures/load-parent.ts"),
      [server.url],
      {
        execArgv: typescriptArgs(),
      },
    );
    await server.arrived(1);
    const [held] = server.held();
    const gone = held && once(held.socket, "close");
    parent.kill("SIGKILL");
    await gone;
    expect(held?.socket.destroyed).toBe(true);
  });
});
