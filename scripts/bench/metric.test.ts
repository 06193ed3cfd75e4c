// Proves which figure each metric takes from a sample.
import { describe, expect, test } from "@jest/globals";
import { syntheticSample } from "./fixtures/synthetic-samples";
import { figure } from "./metric";

describe("figure", () => {
  const sample = syntheticSample({ latency: 2000, answers: 200, lost: 3 });

  test.each([
    ["throughput", 200],
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
    const [process] = sample.server.processes;
    const two = process ? [process, process] : [];
    const clustered = { ...sample, server: { processes: two, ended: [] } };
    expect(figure(clustered, { measure: "cpuPerRequest" })).toBe(500);
    expect(figure(clustered, { measure: "rss" })).toBe(2e8);
  });

  test("has no CPU time where a process took its own along", () => {
    const crashed = { ...sample, server: { ...sample.server, ended: [7] } };
    expect(figure(crashed, { measure: "cpuPerRequest" })).toBeUndefined();
  });

  test("has no latency and no CPU time per request without an answer", () => {
    const silent = syntheticSample({ answers: 0, lost: 5 });
    expect(figure(silent, { measure: "p99" })).toBeUndefined();
    expect(figure(silent, { measure: "cpuPerRequest" })).toBeUndefined();
    expect(figure(silent, { measure: "throughput" })).toBe(0);
  });

  test("wants to know which kind's latency, and knows its own kinds", () => {
    const { load } = sample;
    const { page } = load.kinds;
    if (!page) throw new Error("the synthetic sample has a page");
    const kinds = { page, healthz: page };
    const mixed = { ...sample, load: { ...load, kinds } };
    expect(() => figure(mixed, { measure: "p99" })).toThrow("page, healthz");
    expect(figure(mixed, { measure: "p99", kind: "healthz" })).toBeDefined();
    expect(() => figure(mixed, { measure: "p99", kind: "x" })).toThrow(
      "no kind x",
    );
  });
});
