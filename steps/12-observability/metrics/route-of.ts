// Names the route of a request by its pattern, of which there are few; of paths there is no end.
import type { Request } from "express";

const NONE = "none";

/**
 * `/users/:id`, whoever was asked for and however it was spelt; "none" where no
 * route matched. A time series for each path would let any client fill the
 * memory of this process, and of Prometheus.
 */
export function routeOf(req: Request): string {
  const pattern: unknown = req.route?.path;
  if (typeof pattern !== "string") return NONE;
  const path = pattern === "/" ? "" : pattern;
  return `${mountOf(req, path).toLowerCase()}${path}` || "/";
}

// After an error Express has left the router, and its mount is forgotten. What
// the route did not match is what the mount did: a literal, in this app. It is
// looked for in the path, not in `originalUrl`: a client may put any host in
// front of that (RFC 9112, 3.2.2), as it does to a proxy.
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
