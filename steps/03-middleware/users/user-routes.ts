// The routes under /users, without parsing, logging and headers; all other logic is still here.
import { Router } from "express";
import { hashPassword } from "../../02-event-loop/auth/password";
import { toUser } from "../../02-event-loop/users/user";
import type { UserStore } from "../../02-event-loop/users/user-store";

export function userRoutes({ store }: { store: UserStore }): Router {
  const router = Router();

  router.get("/", (req, res) => {
    const limit = Number(req.query.limit ?? 20);
    const before = Number(req.query.before ?? Infinity);
    res.json(store.list({ limit, before }).map(toUser));
  });

  router.get("/:id", (req, res) => {
    const user = store.find(Number(req.params.id));
    if (!user) {
      res.status(404).json({ error: "no such user" });
      return;
    }
    res.json(toUser(user));
  });

  router.post("/", async (req, res) => {
    const { name, email, password } = req.body;
    if (store.findByEmail(email)) {
      res.status(409).json({ error: "this e-mail is taken" });
      return;
    }
    const user = await store.add({
      name,
      email,
      createdAt: new Date().toISOString(),
      passwordHash: await hashPassword(password),
    });
    res.status(201).location(`/users/${user.id}`).json(toUser(user));
  });

  return router;
}
