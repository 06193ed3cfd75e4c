// The routes under /sessions: a client sends an e-mail and a password, and gets a token.
import { Router } from "express";
import {
  hashPassword,
  verifyPassword,
} from "../../02-event-loop/auth/password";
import { HttpError } from "../../04-errors/errors/http-error";
import type { UserRepository } from "../../05-layers/users/user-repository";
import { parseBody } from "../http/parse-request";
import { BEARER_CHALLENGE } from "../middleware/require-auth";
import { Credentials } from "../users/user-schemas";
import type { Tokens } from "./tokens";

export interface SessionRoutesDeps {
  readonly repository: UserRepository;
  readonly tokens: Tokens;
}

export function sessionRoutes({
  repository,
  tokens,
}: SessionRoutesDeps): Router {
  const router = Router();
  const hashOfNobody = hashPassword("nobody has this one");

  router.post("/", async (req, res) => {
    const { email, password } = parseBody(req, Credentials);
    const user = await repository.findByEmail(email);
    // An unknown e-mail costs a hash as well: the response time must not reveal
    // which addresses have an account.
    const hash = user?.passwordHash ?? (await hashOfNobody);
    const matches = await verifyPassword(password, hash);
    if (!user || !matches) {
      throw new HttpError(
        401,
        "wrong_credentials",
        "The e-mail or the password is wrong.",
        { headers: { "WWW-Authenticate": BEARER_CHALLENGE } },
      );
    }
    // No cache may store a token: RFC 6749, section 5.1.
    res.set("Cache-Control", "no-store");
    res.status(201).json({ token: await tokens.issue(String(user.id)) });
  });

  return router;
}
