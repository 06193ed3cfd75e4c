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
import { API_KEY, firstPage, whereToListen } from "./parts/first-page";
import { lineByLine, logWithPino, manyLines } from "./parts/log-with-pino";

const everything = "headers id log metrics limit auth parser validation";
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
const router = Router();
router.get("/", (_req, res) => {
  res.json(page);
});
app.use("/users", router);
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

/** Compares hashes, which are of one length: the usual answer to who asks how. */
function requireKey(expected: string): RequestHandler {
  const hash = (key: string) => createHash("sha256").update(key).digest();
  return (req, res, next) => {
    const key = req.get("x-api-key") ?? "";
    if (timingSafeEqual(hash(key), hash(expected))) next();
    else res.status(401).json({ code: "unauthorized" });
  };
}
