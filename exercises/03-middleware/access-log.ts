// Logs one line for every request when its response is over, with the id of both.
import type { RequestHandler } from "express";

declare global {
  namespace Express {
    interface Request {
      /** Set by `correlationId`. */
      correlationId: string;
    }
  }
}

export interface AccessLogLine {
  readonly correlationId: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

export interface AccessLogOptions {
  readonly log: (line: AccessLogLine) => void;
}

export function accessLog({ log }: AccessLogOptions): RequestHandler {
  return function accessLog(req, res, next) {
    res.once("close", () => {
      const { correlationId, method, originalUrl: url } = req;
      log({ correlationId, method, url, status: res.statusCode });
    });
    next();
  };
}
