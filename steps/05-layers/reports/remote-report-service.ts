// The report service in another process: the same interface, over HTTP.
import { z } from "zod";
import type { JsonClient } from "../http/json-client";
import type { ReportService } from "./report-service";

const DayCounts = z.array(z.object({ day: z.string(), count: z.number() }));

export function remoteReportService(client: JsonClient): ReportService {
  return {
    signUpsPerDay: (timeZone) =>
      client.get(
        `/reports/signups?timeZone=${encodeURIComponent(timeZone)}`,
        DayCounts,
      ),
  };
}
