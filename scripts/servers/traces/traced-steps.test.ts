/**
 * Proves, with real collectors, what a traced server sends them and logs, and that one that fails harms nobody.
 *
 * @jest-environment ./scripts/servers/services/jest/with-store.ts
 */
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { hasFeature, type Step, steps } from "../../../steps/steps";
import { findStep } from "../host/find-step";
import { stepDirectory } from "../host/paths";
import { type RunningServer, startServer } from "../start/start-server";
import { type Span, startCollector } from "./collector";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const parentId = "b7ad6b7169203331";
const minute = "60000";

const toStop: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of toStop.splice(0).reverse()) await stop();
});

async function start(
  env: Record<string, string>,
  step: Step = findStep("observability", "step"),
): Promise<RunningServer> {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const server = await startServer({
    entry: join(stepDirectory(step), "server.ts"),
    env: {
      ...step.env,
      ...{ DATABASE_URL, REDIS_URL, WORKERS: "1", SEED_USERS: "3" },
      SHUTDOWN_GRACE_MS: "0",
      ...env,
    },
    readyTimeoutMs: 200_000,
    stopTimeoutMs: 200_000,
  });
  toStop.push(server.stop);
  return server;
}

/** A user, by a client that says in which trace it is, and whether to keep it. */
async function getUser(server: RunningServer, flags: "00" | "01") {
  const { status } = await fetch(`${server.url}/users/1`, {
    headers: {
      "x-api-key": "workshop-key",
      connection: "close",
      traceparent: `00-${traceId}-${parentId}-${flags}`,
    },
  });
  return status;
}

/** The line of that request. */
function logged(server: RunningServer): Record<string, unknown> {
  const line = server.output().match(/^\{"message":"request".*$/m)?.[0];
  return JSON.parse(line ?? "{}");
}

async function collect() {
  const spans: Span[] = [];
  const { env, stop } = await startCollector((some) => spans.push(...some));
  toStop.push(stop);
  return { spans, env };
}

/** What a span is about, below which other. */
function relations(spans: readonly Span[]): string[] {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return spans.map(({ name, parentId = "none" }) => {
    return `${names.get(parentId) ?? parentId} > ${name}`;
  });
}

const traced = steps.filter((step) => hasFeature(step, "traces"));

describe("a traced server", () => {
  test.each(traced)(
    "of step $number continues its client's trace down to the database, logs its id, and sends the last spans as it ends",
    async (step) => {
      const { spans, env } = await collect();
      // So long that only the end of the server sends them.
      const late = { OTEL_BSP_SCHEDULE_DELAY: minute };
      const server = await start({ ...env, ...late }, step);

      // The client wants no trace: that is not its decision.
      expect(await getUser(server, "00")).toBe(200);
      await server.stop();

      const [root] = spans.filter(({ isRequest }) => isRequest);
      expect(logged(server)).toMatchObject({
        trace_id: traceId,
        span_id: root?.spanId,
        trace_flags: "01",
      });
      expect(new Set(spans.map((span) => span.traceId))).toEqual(
        new Set([traceId]),
      );
      // An import that comes too early costs the spans of what it loads.
      expect(relations(spans)).toEqual(
        expect.arrayContaining([
          `${parentId} > GET /users/:id`,
          "GET /users/:id > request handler",
          expect.stringMatching(/^request handler > pg.query:SELECT/),
          ...(process.env.REDIS_URL
            ? [expect.stringMatching(/^GET \/users\/:id > (eval|evalsha)$/)]
            : []),
        ]),
      );
    },
  );

  test("sends no health checks", async () => {
    const { spans, env } = await collect();
    const server = await start(env);

    await fetch(`${server.url}/healthz`, { headers: { connection: "close" } });
    await server.stop();

    expect(spans).toEqual([]);
  });

  test("samples as OTEL_TRACES_SAMPLER says, and logs what the collector does not have", async () => {
    const { spans, env } = await collect();
    const server = await start({ ...env, OTEL_TRACES_SAMPLER: "always_off" });

    expect(await getUser(server, "01")).toBe(200);
    await server.stop();

    expect(logged(server)).toMatchObject({
      trace_id: traceId,
      trace_flags: "00",
    });
    expect(spans).toEqual([]);
  });
});

describe("a collector that fails harms neither requests nor the end of the server:", () => {
  async function endpoint(listener?: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const close = () => server.close().closeAllConnections();
    if (listener) toStop.push(close);
    else close();
    return `http://127.0.0.1:${typeof address === "object" && address?.port}`;
  }

  test.each<[string, RequestListener | undefined]>([
    ["it is absent", undefined],
    ["it answers 500", (_req, res) => void res.writeHead(500).end()],
    ["it never answers", () => {}],
  ])("%s", async (_how, listener) => {
    const server = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: await endpoint(listener),
      OTEL_BSP_SCHEDULE_DELAY: "1",
    });

    expect(await getUser(server, "01")).toBe(200);
    expect(await getUser(server, "01")).toBe(200);
    server.kill("SIGTERM");

    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(server.output()).toContain('"drained"');
    expect(server.output()).not.toContain("SIGKILL");
  });
});

test("without a collector, lines have no ids of a trace", async () => {
  const server = await start({});

  await getUser(server, "01");
  await server.stop();

  expect(logged(server)).not.toHaveProperty("trace_id");
});
