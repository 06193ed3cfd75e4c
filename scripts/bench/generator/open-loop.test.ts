// Proves when the generator sends, over what, and from when latencies count.

import { once } from "node:events";
import { afterEach, describe, expect, test } from "@jest/globals";
import { OK } from "./fixtures/known-servers";
import {
  answerOk,
  begin,
  cleanUp,
  manualTime,
  runAtOnce,
  serve,
  stream,
} from "./fixtures/open-loop-runs";
import { OpenLoop } from "./open-loop";
import { OpenLoopPlan } from "./plan";

afterEach(cleanUp);

describe("latency", () => {
  test("is 100 ms, exactly, of an answer 100 ms after the intended time", async () => {
    const server = await serve("hold");
    const { time, result } = await begin(server.url, stream({ count: 1 }));
    time.moveTo(0);
    await server.arrived(1);
    time.moveTo(100);
    server.held().forEach(answerOk);
    const { latency } = (await result).kinds.page ?? {};
    expect(latency).toMatchObject({ count: 1, max: 100_000 });
    expect(latency?.p50).toBeGreaterThanOrEqual(100_000);
    expect(latency?.p50).toBeLessThan(100_100);
  });

  test("counts a stall for every request that was meant to be sent in it", async () => {
    // Ten requests are due 100 ms apart, but only two connections exist, and
    // the server answers nobody before 1000 ms.
    const server = await serve("hold");
    const { time, result } = await begin(
      server.url,
      stream({ connections: 2 }),
    );
    time.moveTo(900);
    await server.arrived(2);
    time.moveTo(1000);
    server.held().forEach(answerOk);
    for (let count = 4; count <= 10; count += 2) {
      await server.arrived(count);
      server.held().slice(-2).forEach(answerOk);
    }
    const { latency, ledger } = (await result).kinds.page ?? {};
    // 1000 - 0, 1000 - 100, and so on: 100 to 1000 ms in steps of 100.
    expect(ledger).toMatchObject({ sent: 10, ok: 10 });
    expect(latency?.mean).toBeGreaterThan(549_000);
    expect(latency?.mean).toBeLessThan(551_000);
    expect(latency?.p50).toBeGreaterThan(499_000);
    expect(latency?.p50).toBeLessThan(501_000);
    expect(latency?.max).toBeGreaterThan(999_000);
  });

  test("of a bystander does not wait for another stream's connections", async () => {
    const server = await serve(({ socket, text }) => {
      if (text.startsWith("GET /healthz")) socket.write(OK);
    });
    const busy = stream({
      connections: 1,
      kinds: [{ name: "slow", path: "/" }],
    });
    const bystander = stream({
      kinds: [{ name: "healthz", path: "/healthz" }],
    });
    const { time, result } = await begin(server.url, busy, bystander);
    time.moveTo(900);
    await server.arrived(11);
    time.moveTo(60_000);
    const { kinds } = await result;
    expect(kinds.healthz?.ledger).toMatchObject({ sent: 10, ok: 10 });
    expect(kinds.slow?.ledger).toMatchObject({ sent: 10, timedOut: 10 });
  });

  test("leaves out unexpected answers, which may be quick", async () => {
    const server = await serve(({ socket }, number) => {
      socket.write(number <= 4 ? OK.replace("200", "503") : OK);
    });
    const { kinds } = await runAtOnce(server.url, stream());
    expect(kinds.page?.latency.count).toBe(6);
  });
});

describe("connections", () => {
  test("are kept alive, and never more than asked for", async () => {
    const server = await serve(answerOk);
    const plan = stream({ connections: 3, count: 30, rate: 30 });
    const { ledger } = await runAtOnce(server.url, plan);
    expect(ledger).toMatchObject({ sent: 30, ok: 30 });
    expect(server.connections()).toBe(3);
  });

  test("are new for each request where the plan says so", async () => {
    const server = await serve(({ socket, text }) => {
      expect(text).toContain("\r\nConnection: close\r\n");
      socket.write(OK);
    });
    const plan = stream({ connections: 3, reuse: "new-per-request" });
    const { ledger } = await runAtOnce(server.url, plan);
    expect(ledger).toMatchObject({ sent: 10, ok: 10 });
    expect(server.connections()).toBe(10);
  });

  test("closed by the server while idle cost no request", async () => {
    let firstClosed: Promise<unknown> | undefined;
    const server = await serve(({ socket }) => {
      firstClosed ??= once(socket, "close");
      socket.end(OK);
    });
    const plan = stream({ connections: 1, count: 2 });
    const { time, result } = await begin(server.url, plan);
    time.moveTo(0);
    await server.arrived(1);
    await firstClosed;
    time.moveTo(100);
    expect((await result).ledger).toMatchObject({ sent: 2, ok: 2 });
    expect(server.connections()).toBe(2);
  });
});

describe("a window", () => {
  test("shares no outcome with the one before it", async () => {
    const server = await serve(answerOk);
    const plan = OpenLoopPlan.parse({
      loop: "open",
      url: server.url,
      streams: [stream()],
      warmupMs: 500,
      durationMs: 1000,
      seed: 1,
    });
    const [first, second] = [manualTime(), manualTime()];
    let time = first;
    const loop = new OpenLoop(plan, () => time.clock(), {
      run: (...run) => time.pacer.run(...run),
      stop: async () => {},
    });
    await loop.connect();
    const warming = loop.warmUp();
    first.moveTo(1000);
    expect((await warming).ledger).toMatchObject({ sent: 5, ok: 5 });
    time = second;
    const measuring = loop.measure();
    second.moveTo(1000);
    expect((await measuring).ledger).toMatchObject({ sent: 10, ok: 10 });
    expect(server.connections()).toBe(10);
    loop.close();
  });

  test("says how late the client itself was", async () => {
    const server = await serve(answerOk);
    const { time, result } = await begin(server.url, stream({ count: 2 }));
    time.moveTo(150);
    const { client } = await result;
    expect(client.lateness?.count).toBe(2);
    expect(client.lateness?.max).toBeGreaterThan(149_000);
  });
});
