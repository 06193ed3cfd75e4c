// Gives every request a context that its handlers and services can read without being passed it.
import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestHandler } from "express";

/** What every log line of a request carries. */
export interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Everything that `work` calls, and awaits, has this context. */
export function withContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** Undefined outside of every request, as at the start of the server. */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Comes after `requestId`: what handles the request has its id as context. */
export function withRequestContext(): RequestHandler {
  return function withRequestContext(req, _res, next) {
    withContext({ requestId: req.id }, next);
  };
}
