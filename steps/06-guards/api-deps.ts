// Builds the services of the API on a repository of users.
import { hashPassword } from "../02-event-loop/auth/password";
import { reportService } from "../05-layers/reports/report-service";
import type { UserRepository } from "../05-layers/users/user-repository";
import { userService } from "../05-layers/users/user-service";
import type { ApiDeps } from "./api-routes";
import { tokens } from "./auth/tokens";

export interface ApiDepsOptions {
  readonly repository: UserRepository;
  readonly jwtSecret: string;
}

/** A later step replaces a named part: `{ ...apiDeps(…), reports }`. */
export function apiDeps({ repository, jwtSecret }: ApiDepsOptions): ApiDeps {
  return {
    repository,
    users: userService({ repository, hashPassword }),
    reports: reportService(repository),
    tokens: tokens(jwtSecret),
  };
}
