// Answers that the process is alive; it asks nothing of the database, which a restart would not repair.
import type { RequestHandler } from "express";

export function liveness(): RequestHandler {
  return function liveness(_req, res) {
    res.json({ status: "ok" });
  };
}
