// The routes under /reports.
import { Router } from "express";
import type { UserStore } from "../../02-event-loop/users/user-store";

export function reportRoutes({ store }: { store: UserStore }): Router {
  const router = Router();

  router.get("/signups", (req, res) => {
    const calendar = new Intl.DateTimeFormat("sv-SE", {
      timeZone: String(req.query.timeZone ?? "UTC"),
    });
    const counts = new Map<string, number>();
    for (const user of store.all()) {
      const day = calendar.format(new Date(user.createdAt));
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    const days = [...counts.keys()].sort();
    res.json(days.map((day) => ({ day, count: counts.get(day) })));
  });

  return router;
}
