// Validates the requests under /reports, as far as there is a route for them.
import { Router } from "express";
import { validate } from "../middleware/validate";
import { SignUpsQuery } from "./report-schemas";

export function reportValidation(): Router {
  const router = Router();
  router.get("/signups", validate({ query: SignUpsQuery }));
  return router;
}
