// The report service of step 5, counted in a thread pool.
import type { ReportService } from "../../05-layers/reports/report-service";
import type { DayCount } from "../../05-layers/reports/sign-ups-per-day";
import type { ThreadPool } from "../threads/thread-pool";
import type { SignUpsTask } from "./sign-ups-per-day-thread";

export interface ThreadedReportServiceDeps {
  readonly pool: ThreadPool<SignUpsTask, DayCount[]>;
  readonly signUpTimes: () => Promise<Float64Array<ArrayBuffer>>;
}

export function threadedReportService({
  pool,
  signUpTimes,
}: ThreadedReportServiceDeps): ReportService {
  return {
    signUpsPerDay: (timeZone, options) =>
      pool.run(async () => {
        const times = await signUpTimes();
        return { data: { times, timeZone }, transferList: [times.buffer] };
      }, options),
  };
}
