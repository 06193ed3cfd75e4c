// Logs for each request, with pino, the line that step 3 logs with winston.
import type { RequestHandler } from "express";
import pino, { type DestinationStream } from "pino";

/** pino's own: one write for each line, as its README begins. */
export function lineByLine(): DestinationStream {
  return pino.destination({ dest: 1, sync: true });
}

/** As its chapter on asynchronous logging; no line waits longer than in step 12. */
export function manyLines(): DestinationStream {
  return pino.destination({
    dest: 1,
    sync: false,
    minLength: 4096,
    maxLength: 4 * 1024 * 1024,
    periodicFlush: 50,
  });
}

export function logWithPino(destination: DestinationStream): RequestHandler {
  const logger = pino(destination);
  return function logWithPino(req, res, next) {
    const start = performance.now();
    res.once("close", () => {
      const line = {
        requestId: req.id,
        method: req.method,
        url: req.originalUrl,
        status: res.headersSent ? res.statusCode : undefined,
        durationMs: Math.round((performance.now() - start) * 1000) / 1000,
        ip: req.ip,
        aborted: req.errored !== null || !res.writableFinished,
      };
      logger.info(line, "request");
    });
    next();
  };
}
