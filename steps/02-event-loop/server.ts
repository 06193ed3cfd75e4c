// Still one file with all routes, but no route blocks the event loop on a file or a hash.
import { join } from "node:path";
import express from "express";
import { seedUsers } from "../01-naive/users/seed-users";
import { hashPassword } from "./auth/password";
import { toUser } from "./users/user";
import { UserStore } from "./users/user-store";

const PORT = Number(process.env.PORT ?? 3000);
const HOST = process.env.HOST ?? "127.0.0.1";
const DATA_DIR = process.env.DATA_DIR ?? "data";
const SEED_USERS = Number(process.env.SEED_USERS ?? 0);

const store = new UserStore(join(DATA_DIR, "users.ndjson"), () =>
  seedUsers(SEED_USERS),
);

const app = express();

app.get("/healthz", (_req, res) => {
  res.json({ status: "ok" });
});

app.get("/users", (req, res) => {
  const limit = Number(req.query.limit ?? 20);
  const before = Number(req.query.before ?? Infinity);
  res.json(store.list({ limit, before }).map(toUser));
});

app.get("/users/:id", (req, res) => {
  const user = store.find(Number(req.params.id));
  if (!user) {
    res.status(404).send("no such user");
    return;
  }
  res.json(toUser(user));
});

app.post("/users", (req, res) => {
  let body = "";
  req.on("data", (chunk) => {
    body += chunk;
  });
  req.on("end", async () => {
    const { name, email, password } = JSON.parse(body);
    if (store.findByEmail(email)) {
      res.status(409).send("this e-mail is taken");
      return;
    }
    const user = await store.add({
      name,
      email,
      createdAt: new Date().toISOString(),
      passwordHash: await hashPassword(password),
    });
    res.status(201).json(toUser(user));
  });
});

// It reads no file any more, but counting still blocks the event loop, until step 10.
app.get("/reports/signups", (req, res) => {
  try {
    const calendar = new Intl.DateTimeFormat("sv-SE", {
      timeZone: String(req.query.timeZone ?? "UTC"),
    });
    const counts: Record<string, number> = {};
    for (const user of store.all()) {
      const day = calendar.format(new Date(user.createdAt));
      counts[day] = (counts[day] ?? 0) + 1;
    }
    const days = Object.keys(counts).sort();
    res.json(days.map((day) => ({ day, count: counts[day] })));
  } catch (error) {
    res.status(500).send(error instanceof Error ? error.stack : error);
  }
});

app.listen(PORT, HOST, () => {
  console.log(`Server running on ${HOST}:${PORT}`);
});
