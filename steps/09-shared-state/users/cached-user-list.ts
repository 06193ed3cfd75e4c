// Answers `GET /users` from cached bytes.
import type { Request, RequestHandler, Response } from "express";
import type { Page } from "../../02-event-loop/users/user-store";
import type { UserService } from "../../05-layers/users/user-service";
import { parseQuery } from "../../06-guards/http/parse-request";
import { PageQuery } from "../../06-guards/users/user-schemas";
import type { CachedResponse, ResponseCache } from "../cache/response-cache";

export interface CachedUserListDeps {
  readonly users: UserService;
  readonly cache: ResponseCache;
}

/**
 * Goes in front of the routes of step 6. It is a handler and no router: a router
 * that has GET alone would tell OPTIONS that there is no POST.
 */
export function cachedUserList({
  users,
  cache,
}: CachedUserListDeps): RequestHandler {
  return async function cachedUserList(req, res) {
    const page = parseQuery(req, PageQuery);
    // The key is the parsed query, not the URL as it was sent: ?limit=20 and
    // ?x=1&limit=20 are one page, and no client can fill the cache with parameters
    // that mean nothing.
    const response = await cache.get(pageKey(page), async () =>
      Buffer.from(JSON.stringify(await users.list(page))),
    );
    sendBytes(req, res, response);
  };
}

export function pageKey({ limit, before }: Page): string {
  return `${limit}:${before}`;
}

function sendBytes(
  req: Request,
  res: Response,
  { bytes, etag }: CachedResponse,
): void {
  res.setHeader("ETag", etag);
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  res.setHeader("Content-Type", "application/json; charset=utf-8");
  res.setHeader("Content-Length", bytes.length);
  // Node sends no body if the request is HEAD.
  res.end(bytes);
}
