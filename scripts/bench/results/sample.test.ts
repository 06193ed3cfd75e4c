// Proves which figure each metric takes from a sample.
import { describe, expect, test } from "@jest/globals";
import { syntheticSample } from "../fixtures/synthetic";
import type { Sample, Window } from "./sample";
import { figure } from "./sample";

describe("figure", () => {
  const sample = syntheticSample({ latency: 2000, answers: 197, lost: 3 });
  const open = openOf(sample);
  const changed = (change: Partial<Window>): Sample => ({
    users: 0,
    open: { ...open, ...change },
  });

  test.each([
    ["throughput", 197],
    ["p50", 2000],
    ["p99", 2000],
    ["cpuPerRequest", 250],
    ["rss", 1e8],
    ["utilization", 0.5],
    ["loopDelay", 1],
    ["lost", 3],
  ] as const)("%s is %d", (measure, value) => {
    expect(figure(sample, { measure })).toBeCloseTo(value, -1);
  });

  test("adds the CPU time and memory of all processes", () => {
    const [process] = open.server.processes;
    if (!process) throw new Error("the synthetic server has a process");
    const idle = { ...process, requestsStarted: 0 };
    const clustered = changed({
      server: { processes: [process, idle], ended: [] },
    });
    expect(figure(clustered, { measure: "cpuPerRequest" })).toBe(500);
    expect(figure(clustered, { measure: "rss" })).toBe(2e8);
  });

  test("has no CPU time where a process took its own along", () => {
    const crashed = changed({ server: { ...open.server, ended: [7] } });
    expect(figure(crashed, { measure: "cpuPerRequest" })).toBeUndefined();
  });

  test("has no figure of a server that cannot be looked into", () => {
    const foreign = changed({ server: { processes: [], ended: [] } });
    expect(figure(foreign, { measure: "rss" })).toBeUndefined();
    expect(figure(foreign, { measure: "cpuPerRequest" })).toBeUndefined();
    expect(figure(foreign, { measure: "p99" })).toBe(2000);
  });

  test("has no latency without an answer", () => {
    const silent = syntheticSample({ answers: 0, lost: 5 });
    expect(figure(silent, { measure: "p99" })).toBeUndefined();
    expect(figure(silent, { measure: "throughput" })).toBe(0);
  });

  test("takes capacity from the closed loop and latency from the open", () => {
    const fast = openOf(syntheticSample({ latency: 5, answers: 900 }));
    const both = { ...sample, closed: fast };
    expect(figure(both, { measure: "throughput" })).toBe(900);
    expect(figure(both, { measure: "p50" })).toBeCloseTo(2000, -1);
    expect(figure({ users: 0, closed: fast }, { measure: "p50" })).toBe(
      undefined,
    );
  });

  test("wants to know which kind's latency, and knows its own kinds", () => {
    const { page } = open.load.kinds;
    if (!page) throw new Error("the synthetic sample has a page");
    const kinds = { page, healthz: page };
    const mixed = changed({ load: { ...open.load, kinds } });
    expect(() => figure(mixed, { measure: "p99" })).toThrow("page, healthz");
    expect(figure(mixed, { measure: "p99", kind: "healthz" })).toBeDefined();
    expect(() => figure(mixed, { measure: "p99", kind: "x" })).toThrow(
      "no kind x",
    );
  });
});

function openOf({ open }: Sample): Window {
  if (!open) throw new Error("the synthetic sample has an open window");
  return open;
}
