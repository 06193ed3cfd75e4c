// Builds the reports that are counted in threads: as many as the environment says, or as there are cores for.
import type { Logger } from "winston";
import type { z } from "zod";
import type { ReportService } from "../../05-layers/reports/report-service";
import type { DayCount } from "../../05-layers/reports/sign-ups-per-day";
import type { Database } from "../../07-database/db/database";
import {
  type ThreadEnvironment,
  threadsEach,
} from "../config/thread-environment";
import { ThreadPool } from "../threads/thread-pool";
import { signUpTimes } from "../users/sign-up-times";
import type { SignUpsTask } from "./sign-ups-per-day-thread";
import { threadedReportService } from "./threaded-report-service";

export interface ThreadedReportsDeps {
  readonly env: z.infer<typeof ThreadEnvironment>;
  readonly db: Database;
  readonly logger: Logger;
}

export function threadedReports({
  env,
  db,
  logger,
}: ThreadedReportsDeps): ReportService {
  const pool = new ThreadPool<SignUpsTask, DayCount[]>({
    // Resolved as an import would be: to TypeScript here, to JavaScript where
    // it was compiled. A thread is started with this process's own arguments.
    filename: require.resolve("./sign-ups-per-day-thread"),
    threads: env.REPORT_THREADS ?? threadsEach(env.WORKERS),
    queue: env.REPORT_QUEUE,
    logger,
  });
  return threadedReportService({ pool, signUpTimes: () => signUpTimes(db) });
}
