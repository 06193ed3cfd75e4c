// Names the route of a request by its pattern: patterns are few, paths are unlimited.
import type { Request } from "express";

const NONE = "none";

/**
 * `/users/:id`, for any id and any spelling; "none" if no route matched. With a
 * time series a path, any client could fill the memory of this process and of
 * Prometheus.
 */
export function routeOf(req: Request): string {
  const pattern: unknown = req.route?.path;
  if (typeof pattern !== "string") return NONE;
  const path = pattern === "/" ? "" : pattern;
  return `${mountOf(req, path).toLowerCase()}${path}` || "/";
}

// After an error Express has left the router and restored `baseUrl`. The mount is
// then the part of the path that the route did not match: a literal, in this app.
// `originalUrl` would be wrong: a client may put any host in front of the path, as
// for a proxy (RFC 9112, 3.2.2).
function mountOf(req: Request, path: string): string {
  if (req.baseUrl) return req.baseUrl;
  if (req.path === path) return "";
  const segments = req.path.split("/").filter(Boolean);
  const mounted = segments.length - path.split("/").filter(Boolean).length;
  return segments
    .slice(0, mounted)
    .map((segment) => `/${segment}`)
    .join("");
}
