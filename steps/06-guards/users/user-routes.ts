// The routes under /users: each parses its request, calls the service, and sends the result.
import { Router } from "express";
import type { UserService } from "../../05-layers/users/user-service";
import { parseBody, parseParams, parseQuery } from "../http/parse-request";
import { PageQuery, SignUp, UserParams } from "./user-schemas";

export function userRoutes({ users }: { users: UserService }): Router {
  const router = Router();

  router.get("/", async (req, res) => {
    const page = parseQuery(req, PageQuery);
    res.json(await users.list(page));
  });

  router.get("/:id", async (req, res) => {
    const { id } = parseParams(req, UserParams);
    res.json(await users.get(id));
  });

  router.post("/", async (req, res) => {
    const user = await users.signUp(parseBody(req, SignUp));
    res.status(201).location(`/users/${user.id}`).json(user);
  });

  return router;
}
