// Answers `GET /users` from ready bytes.
import type { Request, RequestHandler, Response } from "express";
import type { UserService } from "../../05-layers/users/user-service";
import { validate } from "../../06-guards/middleware/validate";
import { PageQuery } from "../../06-guards/users/user-schemas";
import type { CachedResponse, VersionedCache } from "../cache/versioned-cache";

export interface CachedUserListDeps {
  readonly users: UserService;
  readonly cache: VersionedCache;
}

/**
 * The handlers of a route, in front of those of step 5. They are no router, as
 * one that knows GET alone would tell OPTIONS that there is no POST.
 */
export function cachedUserList({
  users,
  cache,
}: CachedUserListDeps): RequestHandler[] {
  return [validate({ query: PageQuery }), page];

  async function page(req: Request, res: Response): Promise<void> {
    const limit = Number(req.query.limit ?? 20);
    const before = Number(req.query.before ?? Infinity);
    // The key is made of what was understood, not of the URL as it was sent:
    // ?limit=20 and ?x=1&limit=20 are one page, and nobody fills the cache with
    // parameters that mean nothing.
    const answer = await cache.get(`${limit}:${before}`, async () =>
      Buffer.from(JSON.stringify(await users.list({ limit, before }))),
    );
    sendBytes(req, res, answer);
  }
}

function sendBytes(req: Request, res: Response, answer: CachedResponse): void {
  res.setHeader("ETag", answer.etag);
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  res.setHeader("Content-Type", "application/json; charset=utf-8");
  res.setHeader("Content-Length", answer.bytes.length);
  // Node leaves the body out where the request is HEAD.
  res.end(answer.bytes);
}
