// Tells whoever works for a request that its client has left, and waits for nothing any more.
import type { ServerResponse } from "node:http";
import { HttpError } from "../../04-errors/errors/http-error";

/**
 * A signal that aborts when the connection closes before the answer is whole.
 * Its reason is an error of the client's, so that work which ends by it is
 * not logged as a failure of ours; 499 is what nginx calls it.
 */
export function abortOnDisconnect(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const look = () => {
    if (res.writableFinished) return;
    controller.abort(new HttpError(499, "client_left", "The client has left."));
  };
  // What was awaited in front of the route may have taken too long already.
  if (res.closed) look();
  else res.once("close", look);
  return controller.signal;
}
