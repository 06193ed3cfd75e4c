// Aborts the work for a request when its client disconnects.
import type { ServerResponse } from "node:http";
import { HttpError } from "../../04-errors/errors/http-error";

/**
 * A signal that aborts when the connection closes before the response is complete.
 * Its reason is a client error (499, as nginx calls it), so that the aborted work
 * is not logged as a failure of ours.
 */
export function abortOnDisconnect(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const abort = () => {
    if (res.writableFinished) return;
    controller.abort(new HttpError(499, "client_left", "The client has left."));
  };
  // The client may have left while a middleware in front of the route awaited.
  if (res.closed) abort();
  else res.once("close", abort);
  return controller.signal;
}
