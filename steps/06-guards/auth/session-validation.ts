// Validates the requests under /sessions, as far as there is a route for them.
import { Router } from "express";
import { validate } from "../middleware/validate";
import { Credentials } from "../users/user-schemas";

export function sessionValidation(): Router {
  const router = Router();
  router.post("/", validate({ body: Credentials }));
  return router;
}
