// Serves requests whose response is ready, in front of everything else; all others go the ordinary way.
import type { Request, RequestHandler } from "express";
import { type ReadyResponse, sendReady } from "../http/ready-response";

/**
 * Does for a request what a middleware of the ordinary way would do. Returns
 * the headers that it adds, names and values by turns, or undefined if the
 * request has to go the ordinary way.
 */
export type Check = (req: Request) => readonly string[] | undefined;

export interface FastPathOptions {
  /** The response, if it is ready. */
  readonly find: (req: Request) => ReadyResponse | undefined;
  /** In the order of the ordinary way. The last ones may have effects. */
  readonly checks?: readonly Check[];
  /** Middleware that only watches, such as `onFinished`: it sets no header. */
  readonly watch?: RequestHandler;
}

/**
 * Either all of a request is known here, and it is served at once; or nothing
 * has happened to it, and `next` gets it. So no rule is decided here alone: a
 * request that a check refuses is refused by the middleware behind.
 *
 * Price: each rule stands in two places, and a test has to hold them together.
 *
 * @example
 * app.get("/users", fastPath({ find: readyPage, checks: [hasApiKey(key)] }));
 * app.use(helmet(), requireAuth({ apiKey: key }));
 * app.get("/users", listUsers);
 */
export function fastPath({
  find,
  checks = [],
  watch,
}: FastPathOptions): RequestHandler {
  return function fastPath(req, res, next) {
    const ready = find(req);
    if (!ready) return next();
    const headers: string[] = [];
    for (const check of checks) {
      const added = check(req);
      if (!added) return next();
      headers.push(...added);
    }
    const send = () => sendReady(res, ready, ...headers);
    if (watch) watch(req, res, send);
    else send();
  };
}
