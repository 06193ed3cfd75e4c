// Logs one line for every request that is over, as in step 3, and at a lower price.
import type { Logger } from "winston";
import type { FinishedListener } from "../middleware/on-finished";

/** Durations are in milliseconds. */
export function logRequest({ logger }: { logger: Logger }): FinishedListener {
  return function logRequest(req, res, { ms, ip }) {
    // One argument: winston takes it as the entry. Of a message and an
    // object it would make a third, member by member.
    logger.info({
      message: "request",
      requestId: req.id,
      method: req.method,
      url: req.originalUrl,
      // Where no answer was begun there is no status, least of all 200.
      status: res.headersSent ? res.statusCode : undefined,
      durationMs: Math.round(ms * 1000) / 1000,
      ip,
      // A request that breaks off is answered all the same, and in vain.
      aborted: req.errored !== null || !res.writableFinished,
    });
  };
}
