// The routes under /users, thin: they translate between HTTP and the service.
import { Router } from "express";
import type { UserService } from "./user-service";

export function userRoutes({ users }: { users: UserService }): Router {
  const router = Router();

  router.get("/", async (req, res) => {
    const limit = Number(req.query.limit ?? 20);
    const before = Number(req.query.before ?? Infinity);
    res.json(await users.list({ limit, before }));
  });

  router.get("/:id", async (req, res) => {
    res.json(await users.get(Number(req.params.id)));
  });

  router.post("/", async (req, res) => {
    const user = await users.signUp(req.body);
    res.status(201).location(`/users/${user.id}`).json(user);
  });

  return router;
}
