// Express with the fast path of step 14, in one process and without services; PIECES names the parts of it that are in.
import { createServer } from "node:http";
import { Registry } from "@prometheus-io/client";
import express, { type RequestHandler } from "express";
import { VersionedCache } from "../../../steps/09-shared-state/cache/versioned-cache";
import { sharedRateLimit } from "../../../steps/09-shared-state/middleware/shared-rate-limit";
import { cachedUserList } from "../../../steps/09-shared-state/users/cached-user-list";
import { batchedLogger } from "../../../steps/12-observability/logging/batched-logger";
import { logRequest } from "../../../steps/12-observability/logging/log-request";
import { measureRequest } from "../../../steps/12-observability/metrics/measure-request";
import { requestMetrics } from "../../../steps/12-observability/metrics/request-metrics";
import { onFinished } from "../../../steps/12-observability/middleware/on-finished";
import { ConcurrencyLimit } from "../../../steps/12-observability/overload/concurrency-limit";
import { LeasedCache } from "../../../steps/13-scale-out/cache/leased-cache";
import { leasedHits } from "../../../steps/13-scale-out/middleware/leased-hits";
import { Leases } from "../../../steps/13-scale-out/middleware/leases";
import { constantHeaders } from "../../../steps/14-fast-path/http/constant-headers";
import { emptyRequests } from "../../../steps/14-fast-path/http/empty-requests";
import {
  hasApiKey,
  isNotOverloaded,
  newRequestId,
} from "../../../steps/14-fast-path/middleware/checks";
import { fastPath } from "../../../steps/14-fast-path/middleware/fast-path";
import { leasedHit } from "../../../steps/14-fast-path/middleware/leased-hit";
import { readyUserPages } from "../../../steps/14-fast-path/users/ready-user-pages";
import { API_KEY, firstPage, whereToListen } from "./parts/first-page";
import { storeInProcess } from "./parts/store-in-process";

const everything = "body headers id log metrics shedding limit auth empty";
const { PIECES = everything } = process.env;
const pieces = new Set(PIECES.split(" "));

const page = firstPage();
const store = storeInProcess();
const cache = new LeasedCache({
  cache: new VersionedCache({ store, name: "users" }),
});
const limit = 1_000_000_000;
const leases = new Leases({ store, limit });

const nobody = async () => {
  throw new Error("not part of this contender");
};
const users = { list: async () => page, get: nobody, signUp: nobody };

const checks = {
  shedding: isNotOverloaded({
    concurrency: new ConcurrencyLimit({ targetMs: 60_000 }),
    lag: () => 0,
    maxLagMs: 60_000,
  }),
  auth: hasApiKey(API_KEY),
  id: newRequestId(),
  limit: leasedHit({ leases, limit }),
};

function watch(): RequestHandler | undefined {
  const observers = [
    ...(pieces.has("log")
      ? [logRequest({ logger: batchedLogger("info").logger })]
      : []),
    ...(pieces.has("metrics")
      ? [measureRequest(requestMetrics([new Registry()]))]
      : []),
  ];
  return observers.length > 0 ? onFinished(...observers) : undefined;
}

const app = express();
if (pieces.has("headers")) app.disable("x-powered-by");
if (pieces.has("body")) {
  const headers = pieces.has("headers") ? constantHeaders : [];
  app.get(
    "/users",
    fastPath({
      find: readyUserPages({ cache, headers }),
      checks: Object.entries(checks)
        .filter(([name]) => pieces.has(name))
        .map(([, check]) => check),
      watch: watch(),
    }),
  );
}
// The ordinary way, for one request of each lease.
if (pieces.has("limit")) {
  app.use(
    sharedRateLimit({
      limit,
      hits: leasedHits(leases),
      whenStoreFails: "refuse",
    }),
  );
}
app.get("/users", cachedUserList({ users, cache }));

const { port, host } = whereToListen();
createServer(pieces.has("empty") ? emptyRequests : {}, app).listen(port, host);
