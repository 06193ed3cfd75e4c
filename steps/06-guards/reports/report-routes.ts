// The routes under /reports: each parses its request, calls the service, and sends the result.
import { Router } from "express";
import { abortOnDisconnect } from "../../05-layers/http/abort-on-disconnect";
import type { ReportService } from "../../05-layers/reports/report-service";
import { parseQuery } from "../http/parse-request";
import { SignUpsQuery } from "./report-schemas";

export function reportRoutes({ reports }: { reports: ReportService }): Router {
  const router = Router();

  router.get("/signups", async (req, res) => {
    const { timeZone } = parseQuery(req, SignUpsQuery);
    const signal = abortOnDisconnect(res);
    res.json(await reports.signUpsPerDay(timeZone, { signal }));
  });

  return router;
}
