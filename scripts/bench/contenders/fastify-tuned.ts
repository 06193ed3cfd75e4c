// Fastify with all that step 14 does, done as step 14 does it: what of its speed is tuning, and what Express.
import { randomUUID, timingSafeEqual } from "node:crypto";
import { Histogram, Registry } from "@prometheus-io/client";
import etagOf from "etag";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import pino from "pino";
import { ConcurrencyLimit } from "../../../steps/12-observability/overload/concurrency-limit";
import {
  type Hit,
  Leases,
} from "../../../steps/13-scale-out/middleware/leases";
import { constantHeaders } from "../../../steps/14-fast-path/http/constant-headers";
import { emptyRequests } from "../../../steps/14-fast-path/http/empty-requests";
import { partitionOf } from "../../../steps/14-fast-path/middleware/leased-hit";
import { API_KEY, firstPage, whereToListen } from "./parts/first-page";
import { storeInProcess } from "./parts/store-in-process";

/*
 * By Fastify's own ways: hooks that call back and return no promise, no logger
 * for each request, a histogram whose labels are looked up once, and a response
 * that is taken over (`hijack`) because its head and body are ready.
 */
const LIMIT = 1_000_000_000;
const bytes = Buffer.from(JSON.stringify(firstPage()));
const etag = etagOf(bytes, { weak: true });
const text = bytes.toString("latin1");
const head = [
  ...constantHeaders,
  ...["ETag", etag],
  ...["Content-Type", "application/json; charset=utf-8"],
  ...["Content-Length", String(bytes.length)],
];

declare module "fastify" {
  interface FastifyRequest {
    /** Names and values by turns. */
    head: string[];
  }
}

async function main(): Promise<void> {
  const app = Fastify({
    logger: {
      level: "info",
      stream: pino.destination({
        ...{ dest: 1, sync: false, minLength: 4096, periodicFlush: 50 },
      }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    // The id is put into the line: no logger has to be made for it.
    childLoggerFactory: (logger) => logger,
    requestIdHeader: "x-request-id",
    genReqId: () => randomUUID(),
    http: emptyRequests,
  });
  app.decorateRequest("head");
  useId(app);
  useLogAndMetrics(app);
  useShedding(app);
  useLimit(app);
  useAuth(app);
  app.get("/users", { schema: { querystring: PageQuery } }, (req, reply) => {
    if (req.headers["if-none-match"] === etag) {
      reply.code(304).header("etag", etag).send();
      return;
    }
    reply.hijack();
    for (const part of head) req.head.push(part);
    reply.raw.writeHead(200, req.head).end(text, "latin1");
  });
  await app.listen(whereToListen());
}

const PageQuery = {
  type: "object",
  properties: {
    limit: { type: "integer", minimum: 1, maximum: 100 },
    before: { type: "integer", minimum: 1 },
  },
};

function useId(app: FastifyInstance): void {
  app.addHook("onRequest", (req, _reply, done) => {
    req.head = ["X-Request-Id", req.id];
    done();
  });
}

function useLogAndMetrics(app: FastifyInstance): void {
  const metrics = new Histogram({
    name: "http_request_duration_seconds",
    help: "Requests by the pattern of their route, and how long they took.",
    labelNames: ["method", "route", "status"],
    registers: [new Registry()],
  });
  const known = new Map<string, ReturnType<typeof metrics.labels>>();
  app.addHook("onResponse", (req, reply, done) => {
    const { id: requestId, method, url, ip } = req;
    const { statusCode: status, elapsedTime: durationMs } = reply;
    const aborted = !reply.raw.writableFinished;
    const line = { requestId, method, url, status, durationMs, ip, aborted };
    app.log.info(line, "request");
    const route = req.routeOptions.url ?? "none";
    const key = `${method} ${route} ${status}`;
    const labelled =
      known.get(key) ?? metrics.labels({ method, route, status });
    known.set(key, labelled);
    labelled.observe(durationMs / 1000);
    done();
  });
}

/** Looked at, and no slot taken: the response is sent before anything else runs. */
function useShedding(app: FastifyInstance): void {
  const concurrency = new ConcurrencyLimit({ targetMs: 60_000 });
  app.addHook("onRequest", (_req, reply, done) => {
    if (!concurrency.isFull) done();
    else reply.code(503).header("retry-after", 1).send({ code: "overloaded" });
  });
}

/** Step 13's leases; the headers are those of draft 8. */
function useLimit(app: FastifyInstance): void {
  const leases = new Leases({
    store: storeInProcess(),
    limit: LIMIT,
  });
  const name = `"${LIMIT}-in-1min"`;
  let [lastKey, policy] = ["", ""];
  app.addHook("onRequest", (req, reply, done) => {
    const decide = ({ number, resetsInMs }: Hit): void => {
      if (req.ip !== lastKey) {
        lastKey = req.ip;
        policy = `${name}; q=${LIMIT}; w=60; pk=:${partitionOf(lastKey)}:`;
      }
      const seconds = Math.ceil(resetsInMs / 1000);
      const state = `${name}; r=${Math.max(0, LIMIT - number)}; t=${seconds}`;
      req.head.push("RateLimit", state, "RateLimit-Policy", policy);
      if (number <= LIMIT) done();
      else reply.code(429).send({ code: "too_many_requests" });
    };
    const held = leases.takeLocal(req.ip);
    if (held) decide(held);
    else leases.take(req.ip).then(decide, done);
  });
}

function useAuth(app: FastifyInstance): void {
  const expected = Buffer.from(API_KEY);
  app.addHook("onRequest", (req, reply, done) => {
    const given = Buffer.from(String(req.headers["x-api-key"]));
    const isKnown =
      given.length === expected.length && timingSafeEqual(given, expected);
    if (isKnown) done();
    else reply.code(401).send({ code: "unauthorized" });
  });
}

void main();
