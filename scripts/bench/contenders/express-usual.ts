// Express with a package for each concern, stacked as their READMEs show it; PIECES names those that are in.
import { createHash, timingSafeEqual } from "node:crypto";
import { Histogram } from "@prometheus-io/client";
import express, { type RequestHandler, Router } from "express";
import helmet from "helmet";
import { jsonLogger } from "../../../steps/03-middleware/logging/logger";
import { requestId } from "../../../steps/03-middleware/middleware/request-id";
import { requestLogger } from "../../../steps/03-middleware/middleware/request-logger";
import { requireJson } from "../../../steps/03-middleware/middleware/require-json";
import { parseQuery } from "../../../steps/06-guards/http/parse-request";
import { privateResponses } from "../../../steps/06-guards/middleware/private-responses";
import { rateLimit } from "../../../steps/06-guards/middleware/rate-limit";
import { PageQuery } from "../../../steps/06-guards/users/user-schemas";
import { sharedRateLimit } from "../../../steps/09-shared-state/middleware/shared-rate-limit";
import { withRequestContext } from "../../../steps/12-observability/logging/request-context";
import { shedLoad } from "../../../steps/12-observability/middleware/shed-load";
import { ConcurrencyLimit } from "../../../steps/12-observability/overload/concurrency-limit";
import { leasedHits } from "../../../steps/13-scale-out/middleware/leased-hits";
import { Leases } from "../../../steps/13-scale-out/middleware/leases";
import { API_KEY, firstPage, whereToListen } from "./parts/first-page";
import { lineByLine, logWithPino, manyLines } from "./parts/log-with-pino";
import { sendReady } from "./parts/send-ready";
import { storeInProcess } from "./parts/store-in-process";

const everything = "headers id log metrics limit auth parser validation router";
const { PIECES = everything } = process.env;
const pieces = new Set(PIECES.split(" "));

const page = firstPage();
const { port, host } = whereToListen();
const app = express();

if (pieces.has("headers")) app.use(helmet(), privateResponses());
if (pieces.has("id")) app.use(requestId());
if (pieces.has("log")) {
  app.use(requestLogger({ logger: jsonLogger("info") }));
}
// In the place of "log", and in no stack of all.
if (pieces.has("pino")) app.use(logWithPino(lineByLine()));
if (pieces.has("pino-batched")) app.use(logWithPino(manyLines()));
if (pieces.has("metrics")) useMetrics();
if (pieces.has("limit")) app.use(rateLimit({ limit: 1_000_000_000 }));
// As step 13 has it, in no stack of all either.
if (pieces.has("leased-limit")) useLeasedLimit();
if (pieces.has("context")) app.use(withRequestContext());
if (pieces.has("shedding")) useShedding();
if (pieces.has("auth")) app.use(requireKey(API_KEY));
if (pieces.has("parser")) {
  app.use(requireJson(), express.json({ limit: "100kb" }));
}
if (pieces.has("validation")) {
  app.use("/users", (req, _res, next) => {
    parseQuery(req, PageQuery);
    next();
  });
}
const answer: RequestHandler = pieces.has("ready")
  ? sendReady(page)
  : (_req, res) => {
      res.json(page);
    };
if (pieces.has("router")) {
  app.use("/users", Router().get("/", answer));
} else {
  app.get("/users", answer);
}
app.listen(port, host);

/** As the library's own example has it. */
function useMetrics(): void {
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of HTTP requests in seconds",
    labelNames: ["method", "route", "code"],
  });
  app.use((req, res, next) => {
    const end = duration.startTimer();
    res.once("finish", () => {
      const route = `${req.baseUrl}${req.route?.path ?? ""}`;
      end({ route, code: res.statusCode, method: req.method });
    });
    next();
  });
}

function useLeasedLimit(): void {
  const limit = 1_000_000_000;
  const leases = new Leases({ store: storeInProcess(), limit });
  const hits = leasedHits(leases);
  app.use(sharedRateLimit({ limit, hits, whenStoreFails: "refuse" }));
}

function useShedding(): void {
  const { atHead, whenWhole } = shedLoad({
    concurrency: new ConcurrencyLimit({ targetMs: 60_000 }),
    lag: () => 0,
    maxLagMs: 60_000,
    onShed: () => {},
  });
  app.use(atHead, whenWhole);
}

/** Compares hashes, which are of one length: the usual answer to who asks how. */
function requireKey(expected: string): RequestHandler {
  const hash = (key: string) => createHash("sha256").update(key).digest();
  return (req, res, next) => {
    const key = req.get("x-api-key") ?? "";
    if (timingSafeEqual(hash(key), hash(expected))) next();
    else res.status(401).json({ code: "unauthorized" });
  };
}
