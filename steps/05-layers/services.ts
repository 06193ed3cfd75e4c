// Builds the services: in this process, or as clients of the process that runs them.

import { hashPassword } from "../02-event-loop/auth/password";
import type { UserStore } from "../02-event-loop/users/user-store";
import { type JsonClientOptions, jsonClient } from "./http/json-client";
import { remoteReportService } from "./reports/remote-report-service";
import { type ReportService, reportService } from "./reports/report-service";
import { fileUserRepository } from "./users/file-user-repository";
import { remoteUserService } from "./users/remote-user-service";
import { type UserService, userService } from "./users/user-service";

export interface Services {
  readonly users: UserService;
  readonly reports: ReportService;
}

export function localServices(store: UserStore): Services {
  const repository = fileUserRepository(store);
  return {
    users: userService({ repository, hashPassword }),
    reports: reportService(repository),
  };
}

export function remoteServices(options: JsonClientOptions): Services {
  const client = jsonClient(options);
  return {
    users: remoteUserService(client),
    reports: remoteReportService(client),
  };
}
