// Knows, wherever the code is, which request it is working for.
import { AsyncLocalStorage } from "node:async_hooks";

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
