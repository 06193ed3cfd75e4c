// Keeps responses out of shared caches.
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A shared cache does not store responses to requests with `Authorization` (RFC
 * 9111, section 3.5), but it does not know our API key header: it could give one
 * caller's response to another. A client's own cache may store it, and revalidates
 * it each time.
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
