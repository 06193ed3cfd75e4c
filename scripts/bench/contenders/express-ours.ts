// Express with the middleware of step 13, in one process and without services; PIECES names those that are in.
import { createServer } from "node:http";
import { Registry } from "@prometheus-io/client";
import express, { type RequestHandler } from "express";
import helmet from "helmet";
import { privateResponses } from "../../../steps/06-guards/middleware/private-responses";
import { requireAuth } from "../../../steps/06-guards/middleware/require-auth";
import { VersionedCache } from "../../../steps/09-shared-state/cache/versioned-cache";
import { batchedLogger } from "../../../steps/12-observability/logging/batched-logger";
import { logRequest } from "../../../steps/12-observability/logging/log-request";
import { withRequestContext } from "../../../steps/12-observability/logging/request-context";
import { measureRequest } from "../../../steps/12-observability/metrics/measure-request";
import { requestMetrics } from "../../../steps/12-observability/metrics/request-metrics";
import { onFinished } from "../../../steps/12-observability/middleware/on-finished";
import { shedLoad } from "../../../steps/12-observability/middleware/shed-load";
import { ConcurrencyLimit } from "../../../steps/12-observability/overload/concurrency-limit";
import { LeasedCache } from "../../../steps/13-scale-out/cache/leased-cache";
import { withHeads } from "../../../steps/13-scale-out/http/answer-head";
import { constantHeaders } from "../../../steps/13-scale-out/http/constant-headers";
import { emptyRequests } from "../../../steps/13-scale-out/http/empty-requests";
import { inOneLayer } from "../../../steps/13-scale-out/middleware/in-one-layer";
import { leasedLimit } from "../../../steps/13-scale-out/middleware/leased-limit";
import { requestId } from "../../../steps/13-scale-out/middleware/request-id";
import { leasedUserList } from "../../../steps/13-scale-out/users/leased-user-list";
import { API_KEY, firstPage, whereToListen } from "./parts/first-page";
import { storeInProcess } from "./parts/store-in-process";

const everything = "body headers id context log metrics shedding limit auth";
const { PIECES = everything } = process.env;
const pieces = new Set(PIECES.split(" "));

const page = firstPage();
const store = storeInProcess();
const { logger } = batchedLogger("info");

const nobody = async () => {
  throw new Error("nobody asks for that here");
};

function only(handlers: Record<string, RequestHandler>): RequestHandler {
  const chosen = Object.entries(handlers).filter(([name]) => pieces.has(name));
  return inOneLayer(...chosen.map(([, handler]) => handler));
}

const headers = pieces.has("headers")
  ? [...constantHeaders(helmet()), ...constantHeaders(privateResponses())]
  : [];
const app = withHeads(express(), headers);
if (pieces.has("headers")) app.disable("x-powered-by");

const observers = [
  ...(pieces.has("log") ? [logRequest({ logger })] : []),
  ...(pieces.has("metrics")
    ? [measureRequest(requestMetrics([new Registry()]))]
    : []),
];
app.use(only({ id: requestId(), context: withRequestContext() }));
if (observers.length > 0) app.use(onFinished(...observers));
app.use(
  only({
    shedding: shedLoad({
      concurrency: new ConcurrencyLimit({ targetMs: 60_000 }),
      lag: () => 0,
      maxLagMs: 60_000,
      onShed: () => {},
    }).atHead,
    limit: leasedLimit({ limit: 1e9, store, whenStoreFails: "refuse" }),
    auth: requireAuth({
      apiKey: API_KEY,
      tokens: { issue: nobody, verify: nobody },
    }),
  }),
);
if (pieces.has("body")) {
  const cache = new LeasedCache({
    cache: new VersionedCache({ store, name: "users" }),
  });
  const users = { list: async () => page, get: nobody, signUp: nobody };
  app.get("/users", leasedUserList({ users, cache }));
} else {
  app.get("/users", (_req, res) => {
    res.json(page);
  });
}

const { port, host } = whereToListen();
createServer(emptyRequests, app).listen(port, host);
