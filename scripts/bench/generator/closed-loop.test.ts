// Proves that autocannon's load ends in a ledger that hides nothing.
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { z } from "zod";
import { ClosedLoop } from "./closed-loop";
import {
  type KnownServer,
  knownServer,
  OK,
  refusingUrl,
} from "./fixtures/known-servers";
import { lostRequests } from "./ledger";
import { ClosedLoopPlan } from "./plan";

// On a busy machine a window may end late.

let server: KnownServer | undefined;
afterEach(() => {
  jest.restoreAllMocks();
  return server?.close();
});

async function serve(
  ...answer: Parameters<typeof knownServer>
): Promise<string> {
  server = await knownServer(...answer);
  return server.url;
}

function closedLoop(
  url: string,
  overrides: Partial<z.input<typeof ClosedLoopPlan>> = {},
): ClosedLoop {
  return new ClosedLoop(
    ClosedLoopPlan.parse({
      loop: "closed",
      url,
      connections: 4,
      kinds: [{ name: "page", path: "/" }],
      warmupMs: 0,
      durationMs: 300,
      seed: 1,
      ...overrides,
    }),
  );
}

describe("a closed loop", () => {
  test("counts what a healthy server answered, and what was cut off", async () => {
    let answered = 0;
    const url = await serve(({ socket }) => {
      answered++;
      socket.write(OK);
    });
    const result = await closedLoop(url).measure();
    const { ledger } = result;
    expect(result.unusable).toBeUndefined();
    expect(ledger.ok).toBeGreaterThan(0);
    expect(ledger.inFlight).toBeLessThanOrEqual(4);
    expect(ledger.sent).toBe(ledger.ok + ledger.inFlight);
    expect(answered).toBeGreaterThanOrEqual(ledger.ok);
    expect(answered).toBeLessThanOrEqual(ledger.sent);
    expect(result.kinds.page?.latency.count).toBe(ledger.ok);
  });

  test("mixes kinds, each with a ledger and numbers of its own", async () => {
    const bodies: string[] = [];
    const url = await serve(({ socket, text }) => {
      if (text.startsWith("POST")) bodies.push(text.split("\r\n\r\n")[1] ?? "");
      socket.write(OK);
    });
    const { kinds, ledger } = await closedLoop(url, {
      kinds: [
        { name: "page", path: "/" },
        { name: "sign-up", method: "POST", path: "/", body: '"{{n}}"' },
      ],
    }).measure();
    const [pages, signUps] = [kinds.page?.ledger, kinds["sign-up"]?.ledger];
    expect(pages?.ok).toBeGreaterThan(0);
    expect(signUps?.ok).toBeGreaterThan(0);
    expect((pages?.sent ?? 0) + (signUps?.sent ?? 0)).toBe(ledger.sent);
    expect(bodies.length).toBeGreaterThan(0);
    expect(new Set(bodies).size).toBe(bodies.length);
  });

  test("counts statuses that the plan does not expect", async () => {
    const url = await serve(({ socket }, number) => {
      socket.write(number % 2 === 0 ? OK : OK.replace("200", "429"));
    });
    const { ledger } = await closedLoop(url).measure();
    expect(ledger.unexpectedStatus).toBeGreaterThan(0);
    expect(ledger.statuses[429]).toBe(ledger.unexpectedStatus);
  });
});

describe("what autocannon counts as no error", () => {
  test("is found: connections closed without an answer", async () => {
    let dropped = 0;
    const url = await serve(({ socket }, number) => {
      if (number !== 5) return void socket.write(OK);
      dropped++;
      socket.end();
    });
    const result = await closedLoop(url).measure();
    expect(dropped).toBe(1);
    expect(result.ledger.unansweredClose).toBe(1);
    expect(result.unusable).toContain("1 requests were lost");
  });

  test("is found: a truncated body", async () => {
    const url = await serve(({ socket }, number) => {
      if (number === 5) socket.end(OK.slice(0, -1));
      else socket.write(OK);
    });
    const { ledger, unusable } = await closedLoop(url).measure();
    expect(ledger.truncated).toBe(1);
    expect(unusable).toBeDefined();
  });
});

test("resets and refusals are told apart", async () => {
  const url = await serve(({ socket }) => socket.resetAndDestroy());
  const [reset, refused] = [
    await closedLoop(url).measure(),
    await closedLoop(await refusingUrl()).measure(),
  ];
  expect(reset.ledger.reset).toBeGreaterThan(0);
  expect(reset.ledger.reset).toBe(lostRequests(reset.ledger));
  expect(refused.ledger.refused).toBeGreaterThan(0);
  expect(refused.ledger.neverWritten).toBe(refused.ledger.refused);
  expect(refused.unusable).toBeDefined();
});

test("a request without an answer times out once a time limit", async () => {
  const url = await serve("hold");
  const limits = { timeoutMs: 1000, durationMs: 1200 };
  const { ledger } = await closedLoop(url, limits).measure();
  expect(ledger.timedOut).toBeGreaterThanOrEqual(4);
  expect(lostRequests(ledger)).toBe(ledger.timedOut);
});

test("a time limit that is noticed late sets no timer into the past", async () => {
  const timers = jest.spyOn(globalThis, "setTimeout");
  let stalled = false;
  const url = await serve(() => {
    if (!stalled) stallLoop(1100);
    stalled = true;
  });

  const limits = { timeoutMs: 1000, durationMs: 2000 };
  const { ledger } = await closedLoop(url, limits).measure();

  expect(ledger.timedOut).toBeGreaterThanOrEqual(4);
  const delays = timers.mock.calls.map(([, milliseconds = 0]) => milliseconds);
  expect(delays.filter((milliseconds) => milliseconds < 0)).toEqual([]);
});

/** Keeps this process, the client's and the server's, from doing anything else. */
function stallLoop(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
