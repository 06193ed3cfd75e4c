// Keeps answers out of caches that several clients share.
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Of a request with `Authorization` a shared cache keeps no answer by itself
 * (RFC 9111, section 3.5), but of an API key it knows nothing: it could give one
 * caller's answer to whoever asks next. The client's own cache may keep it, and
 * asks each time whether it is still good.
 */
export function privateResponses() {
  return function privateResponses(
    _req: IncomingMessage,
    res: ServerResponse,
    next: () => void,
  ): void {
    res.setHeader("Cache-Control", "private, no-cache");
    next();
  };
}
