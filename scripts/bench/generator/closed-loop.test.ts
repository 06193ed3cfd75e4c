// Proves that a closed loop's load ends in a ledger that hides nothing, as an independent client counts it.
import { afterEach, describe, expect, test } from "@jest/globals";
import autocannon from "autocannon";
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
afterEach(() => server?.close());

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
  test("counts what a healthy server answered, and waits for the last of it", async () => {
    let answered = 0;
    const url = await serve(({ socket }) => {
      answered++;
      socket.write(OK);
    });
    const { ledger, kinds, unusable } = await closedLoop(url).measure();
    expect(unusable).toBeUndefined();
    expect(ledger.ok).toBeGreaterThan(0);
    expect(ledger).toMatchObject({ sent: answered, ok: answered, inFlight: 0 });
    expect(kinds.page?.latency.count).toBe(ledger.ok);
  });

  test("has as many requests in flight as connections, and no more", async () => {
    let [inFlight, most] = [0, 0];
    const url = await serve(({ socket }) => {
      most = Math.max(most, ++inFlight);
      setTimeout(() => {
        inFlight--;
        socket.write(OK);
      }, 20);
    });
    await closedLoop(url).measure();
    expect(most).toBe(4);
  });

  test("keeps its connections from one window to the next", async () => {
    const url = await serve(({ socket }) => socket.write(OK));
    const loop = closedLoop(url);
    await loop.measure();
    await loop.measure();
    expect(server?.connections()).toBe(4);
    loop.close();
  });

  test("opens those again that the server has closed in between", async () => {
    const url = await serve(({ socket }) => {
      socket.write(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    });
    const { ledger } = await closedLoop(url).measure();
    expect(ledger.ok).toBeGreaterThan(4);
    expect(lostRequests(ledger)).toBe(0);
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

describe("a loss is counted once, and the figures of the others are good", () => {
  test("a connection closed without a response", async () => {
    const url = await serve(({ socket }, number) => {
      if (number === 5) socket.end();
      else socket.write(OK);
    });
    const { ledger, unusable } = await closedLoop(url).measure();
    expect(ledger.unansweredClose).toBe(1);
    expect(lostRequests(ledger)).toBe(1);
    expect(ledger.ok).toBe(ledger.sent - 1);
    expect(unusable).toBeUndefined();
  });

  test("a truncated body", async () => {
    const url = await serve(({ socket }, number) => {
      if (number === 5) socket.end(OK.slice(0, -1));
      else socket.write(OK);
    });
    const { ledger } = await closedLoop(url).measure();
    expect(ledger.truncated).toBe(1);
    expect(ledger.ok).toBe(ledger.sent - 1);
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
});

test("a request without an answer times out once a time limit", async () => {
  const url = await serve("hold");
  const limits = { timeoutMs: 1000, durationMs: 1200 };
  const { ledger } = await closedLoop(url, limits).measure();
  expect(ledger.timedOut).toBeGreaterThanOrEqual(4);
  expect(lostRequests(ledger)).toBe(ledger.timedOut);
});

test("autocannon finds the same share of the same statuses", async () => {
  const url = await serve(({ socket }, number) => {
    socket.write(number % 3 === 0 ? OK.replace("200", "429") : OK);
  });
  const { ledger } = await closedLoop(url).measure();
  const its = await autocannon({ url, connections: 4, amount: 300 });
  expect(its["2xx"] / its.non2xx).toBeCloseTo(2, 1);
  expect(ledger.ok / ledger.unexpectedStatus).toBeCloseTo(2, 0);
});
