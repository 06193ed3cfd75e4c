// Proves what a scrape reads: routes by their pattern, histograms that add up, sums over processes.
import { describe, expect, test } from "@jest/globals";
import { Registry } from "@prometheus-io/client";
import express, { Router } from "express";
import { sendRaw } from "../../../scripts/servers/http/raw";
import { listening } from "../../03-middleware/http/fixtures/listening";
import { ConcurrencyLimit } from "../overload/concurrency-limit";
import { keepCounts, mergeMetrics } from "./merge-metrics";
import { processMetrics } from "./process-metrics";
import { requestMetrics } from "./request-metrics";
import { routeOf } from "./route-of";

describe("the route of a request", () => {
  async function routes(...paths: string[]): Promise<string[]> {
    const seen: string[] = [];
    const users = Router();
    users.get("/", (_req, res) => void res.send("all"));
    users.get("/:id", (req, res) => {
      if (req.params.id === "13") throw new Error("unlucky");
      res.send("one");
    });
    const app = express();
    app.set("env", "test"); // Express's own handler prints nothing then.
    app.use((req, res, next) => {
      res.once("close", () => seen.push(routeOf(req)));
      next();
    });
    app.get("/healthz", (_req, res) => void res.send("ok"));
    app.use("/users", users);
    app.all("/any", () => {
      throw new Error("unlucky");
    });
    const { port, close } = await listening(app);
    for (const target of paths) {
      const line = `GET ${target} HTTP/1.1`;
      await sendRaw(port, `${line}\r\nHost: h\r\nConnection: close\r\n\r\n`);
    }
    await close();
    return seen;
  }

  test.each([
    ["/healthz", "/healthz"],
    ["/users", "/users"],
    ["/users/?limit=20", "/users"],
    ["/users/7", "/users/:id"],
    ["/USERS/7?x=/a/b", "/users/:id"],
    ["/users/13", "/users/:id"],
    ["/users/7/orders", "none"],
    ["/nothing", "none"],
    ["/ANY/", "/any"],
    ["http://evil.example/healthz", "/healthz"],
    ["http://evil.example/users?limit=20", "/users"],
    ["http://evil.example/Users/7", "/users/:id"],
    ["http://evil.example/users/13", "/users/:id"],
    ["evil://evil.example/any", "/any"],
    ["http://evil.example/nothing", "none"],
    ["http://evil.example", "none"],
    ["//users/7", "none"],
    ["/users//", "/users"],
    ["/users/../users/13", "none"],
    ["/%75sers/7", "none"],
  ])("of %s is %s", async (path, route) => {
    expect(await routes(path)).toEqual([route]);
  });
});

function snapshotOf(...observed: [status: number, ms: number][]) {
  const register = new Registry();
  const metrics = requestMetrics([register]);
  for (const [status, ms] of observed) {
    metrics.observe({ method: "GET", route: "/", status }, ms / 1000);
  }
  return register.getMetricsAsJSON();
}

function valueIn(text: string, name: string, label: string): number {
  const lines = text.split("\n").filter((line) => line.startsWith(`${name}{`));
  return Number(
    lines
      .find((line) => line.includes(label))
      ?.split(" ")
      .at(-1),
  );
}

const COUNT = "http_request_duration_seconds_count";
const BUCKET = "http_request_duration_seconds_bucket";

describe("the metrics of several processes", () => {
  test("are summed, bucket by bucket", async () => {
    const text = await mergeMetrics([
      await snapshotOf([200, 3], [200, 30], [500, 3]),
      await snapshotOf([200, 3], [200, 60_000]),
    ]);

    const buckets = ['le="0.005"', 'le="0.05"', 'le="10"', 'le="+Inf"'];
    const counts = buckets.map((le) =>
      text
        .split("\n")
        .filter((line) => line.startsWith(BUCKET) && line.includes(le))
        .filter((line) => line.includes('status="200"'))
        .map((line) => Number(line.split(" ").at(-1))),
    );
    expect(counts).toEqual([[2], [3], [3], [4]]);
    expect(valueIn(text, COUNT, 'status="500"')).toBe(1);
    expect(text).toContain("# TYPE http_request_duration_seconds histogram");
  });

  test("keep what was counted by one that has ended", async () => {
    const gauge = {
      name: "in_flight",
      help: "x",
      type: "gauge",
      aggregator: "sum",
      values: [{ value: 5, labels: {} }],
    };
    const first = [...(await snapshotOf([200, 3])), gauge];

    const ended = await keepCounts([await keepCounts([first]), first]);
    const text = await mergeMetrics([ended, await snapshotOf([200, 3])]);

    expect(valueIn(text, COUNT, 'status="200"')).toBe(3);
    expect(text).not.toContain("in_flight");
  });
});

test("a process tells nothing that cannot be added up, as quantiles cannot", async () => {
  const concurrency = new ConcurrencyLimit({ targetMs: 1000 });
  const { snapshot } = processMetrics({ concurrency, droppedLines: () => 0 });

  const types = (await snapshot()).map(({ type }) => type);

  expect(types).not.toContain("summary");
  expect(new Set(types)).toEqual(new Set(["counter", "gauge", "histogram"]));
});
