// Logs one line for every finished request, whatever its outcome.
import type { RequestHandler } from "express";
import type { Logger } from "winston";

/** Durations are in milliseconds, from this middleware to the response's end. */
export function requestLogger({ logger }: { logger: Logger }): RequestHandler {
  return function requestLogger(req, res, next) {
    const start = performance.now();
    // Read now: once the client has left, the socket has no address.
    const { ip } = req;
    // "close" comes after "finish", and also when the client hangs up first.
    res.once("close", () => {
      logger.info("request", {
        requestId: req.id,
        method: req.method,
        url: req.originalUrl,
        // Without a response there is no status, least of all 200.
        status: res.headersSent ? res.statusCode : undefined,
        durationMs: Math.round((performance.now() - start) * 1000) / 1000,
        ip,
        // An aborted request is answered all the same, in vain.
        aborted: req.errored !== null || !res.writableFinished,
      });
    });
    next();
  };
}
