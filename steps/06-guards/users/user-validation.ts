// Validates the requests under /users; mounted together with the routes, it matches exactly what they match.
import { Router } from "express";
import { validate } from "../middleware/validate";
import { PageQuery, SignUp, UserParams } from "./user-schemas";

export function userValidation(): Router {
  const router = Router();
  router.get("/", validate({ query: PageQuery }));
  router.get("/:id", validate({ params: UserParams }));
  router.post("/", validate({ body: SignUp }));
  return router;
}
