// Answers `GET /users` from ready bytes.
import { type Request, type Response, Router } from "express";
import type { UserService } from "../../05-layers/users/user-service";
import { validate } from "../../06-guards/middleware/validate";
import { PageQuery } from "../../06-guards/users/user-schemas";
import type { CachedAnswer, VersionedCache } from "../cache/versioned-cache";

export interface CachedUserListParts {
  readonly users: UserService;
  readonly cache: VersionedCache;
}

/** In front of the routes of step 5, which then have the rest to answer. */
export function cachedUserList({ users, cache }: CachedUserListParts): Router {
  const router = Router();

  router.get("/", validate({ query: PageQuery }), async (req, res) => {
    const limit = Number(req.query.limit ?? 20);
    const before = Number(req.query.before ?? Infinity);
    // The key is made of what was understood, not of the URL as it was sent:
    // ?limit=20 and ?limit=020&x=1 are one page, and nobody fills the cache
    // with parameters that mean nothing.
    const answer = await cache.get(`${limit}:${before}`, async () =>
      Buffer.from(JSON.stringify(await users.list({ limit, before }))),
    );
    sendBytes(req, res, answer);
  });

  return router;
}

function sendBytes(req: Request, res: Response, answer: CachedAnswer): void {
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
