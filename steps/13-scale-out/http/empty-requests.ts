// A setting of Node's server for requests of which most have no body.
import type { ServerOptions } from "node:http";

/**
 * A request that tells of no body is not made a stream with nothing in it,
 * which is a microsecond. Node 24 knows this; an older one looks past it.
 */
export const emptyRequests: ServerOptions & {
  optimizeEmptyRequests: boolean;
} = { optimizeEmptyRequests: true };
