// The routes of the API, and which of them need no credentials.
import { type Request, Router } from "express";
import type { ReportService } from "../05-layers/reports/report-service";
import type { UserRepository } from "../05-layers/users/user-repository";
import type { UserService } from "../05-layers/users/user-service";
import { sessionRoutes } from "./auth/session-routes";
import type { Tokens } from "./auth/tokens";
import { reportRoutes } from "./reports/report-routes";
import { userRoutes } from "./users/user-routes";

export interface ApiDeps {
  readonly repository: UserRepository;
  readonly users: UserService;
  readonly reports: ReportService;
  readonly tokens: Tokens;
}

/** Goes behind the body parser, and knows nothing else of what is in front of it. */
export function apiRoutes({
  repository,
  users,
  reports,
  tokens,
}: ApiDeps): Router {
  const router = Router();

  router.use("/users", userRoutes({ users }));
  router.use("/reports", reportRoutes({ reports }));
  router.use("/sessions", sessionRoutes({ repository, tokens }));

  return router;
}

// Everything else needs credentials: a route that somebody forgets to guard, or
// a path in a spelling that nobody expected, stays closed.
const publicRoutes = new Set(["POST /users", "POST /sessions"]);

export function isPublic(req: Request): boolean {
  return publicRoutes.has(`${req.method} ${req.path}`);
}
