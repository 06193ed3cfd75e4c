// The routes under /reports, thin.
import { Router } from "express";
import { abortOnDisconnect } from "../http/abort-on-disconnect";
import type { ReportService } from "./report-service";

export function reportRoutes({ reports }: { reports: ReportService }): Router {
  const router = Router();

  router.get("/signups", async (req, res) => {
    const timeZone = String(req.query.timeZone ?? "UTC");
    const signal = abortOnDisconnect(res);
    res.json(await reports.signUpsPerDay(timeZone, { signal }));
  });

  return router;
}
