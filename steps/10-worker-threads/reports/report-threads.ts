// Starts the threads that count reports: as many as the environment says, or as there are cores for.
import type { Logger } from "winston";
import type { z } from "zod";
import type { DayCount } from "../../05-layers/reports/sign-ups-per-day";
import {
  type ThreadEnvironment,
  threadsEach,
} from "../config/thread-environment";
import { ThreadPool } from "../threads/thread-pool";
import type { SignUpsTask } from "./sign-ups-per-day-thread";

export interface ReportThreadsDeps {
  readonly env: z.infer<typeof ThreadEnvironment>;
  readonly logger: Logger;
}

export function reportThreads({
  env,
  logger,
}: ReportThreadsDeps): ThreadPool<SignUpsTask, DayCount[]> {
  return new ThreadPool({
    // Resolved like an import: to TypeScript here, to JavaScript in a build.
    // Threads inherit this process's arguments, and so its TypeScript loader.
    filename: require.resolve("./sign-ups-per-day-thread"),
    threads: env.REPORT_THREADS ?? threadsEach(env.WORKERS),
    queue: env.REPORT_QUEUE,
    logger,
  });
}
