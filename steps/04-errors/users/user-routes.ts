// The routes under /users again: they throw errors, and leave the response to the error handler.
import { Router } from "express";
import { hashPassword } from "../../02-event-loop/auth/password";
import { toUser } from "../../02-event-loop/users/user";
import type { UserStore } from "../../02-event-loop/users/user-store";
import { HttpError } from "../errors/http-error";

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
      throw new HttpError(404, "user_not_found", "There is no such user.");
    }
    res.json(toUser(user));
  });

  // Express 5 passes the rejection of an async handler to the error handler:
  // no try/catch, no wrapper.
  router.post("/", async (req, res) => {
    const { name, email, password } = req.body;
    if (store.findByEmail(email)) {
      throw new HttpError(409, "email_taken", "This e-mail is taken.");
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
