// Runs the generator against servers with known answers, on a manual clock.

import { once } from "node:events";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { z } from "zod";
import {
  type Held,
  type KnownServer,
  knownServer,
  OK,
  refusingUrl,
} from "./fixtures/known-servers";
import { type ManualTime, manualTime } from "./fixtures/manual-time";
import { writtenRequests } from "./ledger";
import { OpenLoop } from "./open-loop";
import { OpenLoopPlan, Stream } from "./plan";
import type { WindowResult } from "./window-result";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Ten requests a second over ten connections, unless told otherwise. */
function stream(overrides: Partial<z.input<typeof Stream>> = {}): Stream {
  return Stream.parse({
    rate: 10,
    connections: 10,
    count: 10,
    kinds: [{ name: "page", path: "/" }],
    ...overrides,
  });
}

async function serve(
  answer: Parameters<typeof knownServer>[0],
): Promise<KnownServer> {
  const server = await knownServer(answer);
  cleanups.push(() => server.close());
  return server;
}

/** Begins the measured window; nothing is due until the time is moved. */
async function begin(
  url: string,
  ...streams: [Stream, ...Stream[]]
): Promise<{ time: ManualTime; result: Promise<WindowResult> }> {
  const time = manualTime();
  const plan = OpenLoopPlan.parse({
    loop: "open",
    url,
    streams,
    warmupMs: 0,
    durationMs: 1000,
    seed: 1,
  });
  const loop = new OpenLoop(plan, time.clock, time.pacer);
  cleanups.push(() => loop.close());
  const result = loop.measure();
  await time.begun();
  return { time, result };
}

/** The window's result when everything is due, and answered, at once. */
async function runAtOnce(
  url: string,
  ...streams: [Stream, ...Stream[]]
): Promise<WindowResult> {
  const { time, result } = await begin(url, ...streams);
  time.moveTo(1000);
  return result;
}

const answerOk = ({ socket }: Held): void => {
  socket.write(OK);
};

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

describe("the outcome ledger", () => {
  test("finds every tenth request dropped without an answer", async () => {
    const server = await serve(({ socket }, number) => {
      if (number % 10 === 0) socket.end();
      else socket.write(OK);
    });
    const plan = stream({ rate: 100, count: 100 });
    const { ledger } = await runAtOnce(server.url, plan);
    expect(ledger).toMatchObject({
      sent: 100,
      ok: 90,
      unansweredClose: 10,
      statuses: { 200: 90 },
    });
  });

  test.each([
    ["sized", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"],
    [
      "chunked",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf",
    ],
    ["head that is", "HTTP/1.1 200 OK\r\nContent-Le"],
    ["malformed and", "SMTP?\r\n\r\n"],
  ])("finds a %s answer truncated", async (_, text) => {
    const server = await serve(({ socket }, number) => {
      if (number <= 3) socket.end(text);
      else socket.write(OK);
    });
    const { ledger } = await runAtOnce(server.url, stream());
    expect(ledger).toMatchObject({ sent: 10, ok: 7, truncated: 3 });
  });

  test("finds connections reset", async () => {
    const server = await serve(({ socket }, number) => {
      if (number <= 4) socket.resetAndDestroy();
      else socket.write(OK);
    });
    const { ledger } = await runAtOnce(server.url, stream());
    expect(ledger).toMatchObject({ sent: 10, ok: 6, reset: 4 });
  });

  test("finds connections refused, and knows that no server saw them", async () => {
    const { ledger } = await runAtOnce(await refusingUrl(), stream());
    expect(ledger).toMatchObject({ sent: 10, refused: 10, neverWritten: 10 });
  });

  test("finds unexpected statuses, and names them", async () => {
    const server = await serve(({ socket }, number) => {
      socket.write(number === 1 ? OK.replace("200", "500") : OK);
    });
    const { ledger } = await runAtOnce(server.url, stream());
    expect(ledger).toMatchObject({
      ok: 9,
      unexpectedStatus: 1,
      statuses: { 200: 9, 500: 1 },
    });
  });

  test("waits for an answer that drips in byte by byte", async () => {
    const server = await serve(({ socket }) => {
      const drip = (at: number): void => {
        socket.write(OK.slice(at, at + 1));
        if (at + 1 < OK.length) setImmediate(drip, at + 1);
      };
      drip(0);
    });
    const { ledger } = await runAtOnce(server.url, stream({ count: 3 }));
    expect(ledger).toMatchObject({ sent: 3, ok: 3 });
  });

  test("gives up an answer that never ends", async () => {
    const server = await serve(({ socket }) => {
      socket.write(OK.slice(0, -1));
    });
    const { time, result } = await begin(server.url, stream());
    time.moveTo(900);
    await server.arrived(10);
    time.moveTo(60_000);
    expect((await result).ledger).toMatchObject({
      sent: 10,
      timedOut: 10,
      neverWritten: 0,
    });
  });

  test("gives up what waited in vain, and knows that no server saw it", async () => {
    const server = await serve("hold");
    const plan = stream({ connections: 2 });
    const { time, result } = await begin(server.url, plan);
    time.moveTo(900);
    await server.arrived(2);
    time.moveTo(60_000);
    const { ledger, kinds } = await result;
    expect(ledger).toMatchObject({ timedOut: 10, neverWritten: 8 });
    expect(writtenRequests(ledger)).toBe(2);
    expect(kinds.page?.latency).toMatchObject({ count: 10 });
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
    cleanups.push(() => loop.close());
    await loop.connect();
    const warming = loop.warmUp();
    first.moveTo(1000);
    expect((await warming).ledger).toMatchObject({ sent: 5, ok: 5 });
    time = second;
    const measuring = loop.measure();
    second.moveTo(1000);
    expect((await measuring).ledger).toMatchObject({ sent: 10, ok: 10 });
    expect(server.connections()).toBe(10);
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
