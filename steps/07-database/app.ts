// Builds the app: as in step 6, and unavailable until the database has its tables.
import express, { type Express, type Request } from "express";
import helmet from "helmet";
import type { Logger } from "winston";
import { requestId } from "../03-middleware/middleware/request-id";
import { requestLogger } from "../03-middleware/middleware/request-logger";
import { requireJson } from "../03-middleware/middleware/require-json";
import { errorHandler } from "../04-errors/errors/error-handler";
import { notFound } from "../04-errors/errors/not-found";
import { reportRoutes } from "../05-layers/reports/report-routes";
import type { ReportService } from "../05-layers/reports/report-service";
import type { UserRepository } from "../05-layers/users/user-repository";
import { userRoutes } from "../05-layers/users/user-routes";
import type { UserService } from "../05-layers/users/user-service";
import { sessionRoutes } from "../06-guards/auth/session-routes";
import type { Tokens } from "../06-guards/auth/tokens";
import { rateLimit } from "../06-guards/middleware/rate-limit";
import { requireAuth } from "../06-guards/middleware/require-auth";
import { validate } from "../06-guards/middleware/validate";
import { SignUpsQuery } from "../06-guards/reports/report-schemas";
import { Credentials } from "../06-guards/users/user-schemas";
import { userValidation } from "../06-guards/users/user-validation";
import { unavailableUntil } from "./middleware/unavailable-until";

export interface AppParts {
  readonly logger: Logger;
  readonly repository: UserRepository;
  readonly users: UserService;
  readonly reports: ReportService;
  readonly tokens: Tokens;
  /** Resolves when the repository can be used. */
  readonly ready: Promise<void>;
  readonly apiKey: string;
  /** Requests a minute for one client. */
  readonly limit: number;
}

// Everything else needs credentials: a route that somebody forgets to guard,
// or a path written in a way that nobody thought of, stays closed.
const publicRoutes = new Set(["POST /users", "POST /sessions"]);

export function createApp(parts: AppParts): Express {
  const { logger, repository, users, reports, tokens, ready } = parts;
  const { apiKey, limit } = parts;
  const app = express();

  app.use(helmet());
  app.use(requestId());
  app.use(requestLogger({ logger }));

  app.get("/healthz", (_req, res) => {
    res.json({ status: "ok" });
  });

  // The cheapest refusal first: a flood is turned away before its tokens are
  // verified, and a stranger before the body is read.
  app.use(rateLimit({ limit }));
  app.use(requireAuth({ apiKey, tokens, except: isPublic }));
  app.use(unavailableUntil(ready));
  app.use(requireJson());
  app.use(express.json({ limit: "100kb" }));

  app.use("/users", userValidation(), userRoutes({ users }));
  app.use(
    "/reports",
    validate({ query: SignUpsQuery }),
    reportRoutes({ reports }),
  );
  app.use(
    "/sessions",
    validate({ body: Credentials }),
    sessionRoutes({ repository, tokens }),
  );

  app.use(notFound());
  app.use(errorHandler({ logger }));

  return app;
}

function isPublic(req: Request): boolean {
  return publicRoutes.has(`${req.method} ${req.path}`);
}
