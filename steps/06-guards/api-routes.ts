// The routes of the API, each with its validation, and which of them are open to strangers.
import { type Request, Router } from "express";
import { reportRoutes } from "../05-layers/reports/report-routes";
import type { ReportService } from "../05-layers/reports/report-service";
import type { UserRepository } from "../05-layers/users/user-repository";
import { userRoutes } from "../05-layers/users/user-routes";
import type { UserService } from "../05-layers/users/user-service";
import { sessionRoutes } from "./auth/session-routes";
import { sessionValidation } from "./auth/session-validation";
import type { Tokens } from "./auth/tokens";
import { reportValidation } from "./reports/report-validation";
import { userValidation } from "./users/user-validation";

export interface ApiDeps {
  readonly repository: UserRepository;
  readonly users: UserService;
  readonly reports: ReportService;
  readonly tokens: Tokens;
}

/** Expects parsed bodies, and knows nothing of what stands in front of it. */
export function apiRoutes({
  repository,
  users,
  reports,
  tokens,
}: ApiDeps): Router {
  const router = Router();

  router.use("/users", userValidation(), userRoutes({ users }));
  router.use("/reports", reportValidation(), reportRoutes({ reports }));
  router.use(
    "/sessions",
    sessionValidation(),
    sessionRoutes({ repository, tokens }),
  );

  return router;
}

// Everything else needs credentials: a route that somebody forgets to guard,
// or a path written in a way that nobody thought of, stays closed.
const publicRoutes = new Set(["POST /users", "POST /sessions"]);

export function isPublic(req: Request): boolean {
  return publicRoutes.has(`${req.method} ${req.path}`);
}
