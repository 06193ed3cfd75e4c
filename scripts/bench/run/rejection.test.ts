// Proves which circumstances void a window, and that figures never do.
import { describe, expect, test } from "@jest/globals";
import { syntheticSample } from "../fixtures/synthetic";
import type { Window } from "../results/sample";
import { whyRejected } from "./rejection";

const { open: fair } = syntheticSample();

function windowWith(changes: {
  load?: Partial<Window["load"]>;
  client?: Partial<Window["load"]["client"]>;
  steal?: number | null;
  started?: number;
  cpuMs?: number;
}): Window {
  const [process] = fair?.server.processes ?? [];
  if (!fair || !process) throw new Error("the synthetic sample is fair");
  const { load, client, steal = 0, started = 100, cpuMs = 950 } = changes;
  return {
    load: { ...fair.load, ...load, client: { ...fair.load.client, ...client } },
    server: {
      processes: [{ ...process, requestsStarted: started, cpuUserMs: cpuMs }],
      ended: [],
    },
    steal,
    others: 0,
  };
}

const lateness = (p50: number, p99: number) => ({
  lateness: { count: 9, mean: 0, p50, p90: 0, p95: 0, p99, p999: 0, max: 0 },
});

test("a fair window counts, also where the system does not tell of steal", () => {
  expect(whyRejected(windowWith({}))).toBeUndefined();
  expect(whyRejected(windowWith({ steal: null }))).toBeUndefined();
});

describe("a window is rejected for", () => {
  test.each([
    ["the client was saturated", { client: { cpuMs: 950, wallMs: 1000 } }],
    ["the client was late", { client: lateness(1500, 2000) }],
    ["the client was late", { client: lateness(100, 11_000) }],
    ["other machines took time", { steal: 0.2 }],
    [
      "neither side was near a core",
      { load: { loop: "closed" as const }, cpuMs: 300 },
    ],
    ["the server counted other requests", { started: 99 }],
    ["the server counted other requests", { started: 101 }],
    ["a bug", { load: { unusable: "a bug" } }],
  ])("%s", (why, changes) => {
    expect(whyRejected(windowWith(changes))).toBe(why);
  });
});

describe("a window is not rejected for", () => {
  test("an idle server in an open loop, whose rate the client chose", () => {
    expect(whyRejected(windowWith({ cpuMs: 10 }))).toBeUndefined();
  });

  test("a server that nobody can look into", () => {
    const foreign = windowWith({ load: { loop: "closed" } });
    const server = { processes: [], ended: [] };
    expect(whyRejected({ ...foreign, server })).toBeUndefined();
  });

  test("requests whose fate the server may not know", () => {
    const ledger = { ...windowWith({}).load.ledger, sent: 103, inFlight: 3 };
    const cut = windowWith({ load: { ledger, loop: "closed" }, started: 101 });
    expect(whyRejected(cut)).toBeUndefined();
  });
});
