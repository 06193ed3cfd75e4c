// Answers `GET /users` from ready bytes, as step 9 does, and asks nobody for as long as they are leased.
import type { Request, RequestHandler, Response } from "express";
import type { UserService } from "../../05-layers/users/user-service";
import { parseQuery } from "../../06-guards/http/parse-request";
import { PageQuery } from "../../06-guards/users/user-schemas";
import type { LeasedCache } from "../cache/leased-cache";
import { sendReady } from "../http/ready-answer";

export interface LeasedUserListParts {
  readonly users: UserService;
  readonly cache: LeasedCache;
}

/** The handlers of a route, in front of those of step 5. */
export function leasedUserList({
  users,
  cache,
}: LeasedUserListParts): RequestHandler[] {
  return [heldPage(cache), page];

  async function page(req: Request, res: Response): Promise<void> {
    const { limit, before } = parseQuery(req, PageQuery);
    const load = async () =>
      Buffer.from(JSON.stringify(await users.list({ limit, before })));
    const key = `${limit}:${before}`;
    sendReady(req, res, await cache.take(req.originalUrl, key, load));
  }
}

/**
 * By the URL as it was sent: one that was understood, checked and answered has
 * not to be parsed again. Parameters that mean nothing push others out of the
 * leases, which then cost a question; the answers are kept by what they mean.
 */
function heldPage(cache: LeasedCache): RequestHandler {
  return function heldPage(req, res, next) {
    const answer = cache.held(req.originalUrl);
    if (answer) sendReady(req, res, answer);
    else next();
  };
}
