// An option of Node's server for requests without a body.
import type { ServerOptions } from "node:http";

/**
 * Node makes no stream of a body that a request does not have.
 *
 * Price: none in the code. Node 22 does not know the option, and ignores it.
 *
 * @example
 * createServer(emptyRequests, app).listen(3000);
 */
export const emptyRequests: ServerOptions & {
  readonly optimizeEmptyRequests: boolean;
} = { optimizeEmptyRequests: true };
