// The quick-and-dirty server: one file, all logic in the routes, with faults that people do ship.
import { randomBytes, scryptSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import express from "express";
import { type StoredUser, seedUsers } from "./users/seed-users";

const PORT = Number(process.env.PORT ?? 3000);
const HOST = process.env.HOST ?? "127.0.0.1";
const DATA_DIR = process.env.DATA_DIR ?? "data";
const SEED_USERS = Number(process.env.SEED_USERS ?? 0);

const FILE = join(DATA_DIR, "users.json");
if (!existsSync(FILE)) {
  mkdirSync(DATA_DIR, { recursive: true });
  writeFileSync(FILE, JSON.stringify(seedUsers(SEED_USERS)));
}

const app = express();

app.get("/healthz", (_req, res) => {
  res.json({ status: "ok" });
});

app.get("/users", (req, res) => {
  const users: StoredUser[] = JSON.parse(readFileSync(FILE, "utf8"));
  const limit = Number(req.query.limit ?? 20);
  const before = Number(req.query.before ?? Infinity);
  users.sort((a, b) => b.id - a.id);
  const page = users.filter((user) => user.id < before).slice(0, limit);
  res.json(page.map(({ passwordHash, ...user }) => user));
});

app.get("/users/:id", (req, res) => {
  const users: StoredUser[] = JSON.parse(readFileSync(FILE, "utf8"));
  const found = users.find((user) => user.id === Number(req.params.id));
  if (!found) {
    res.status(404).send("no such user");
    return;
  }
  const { passwordHash, ...user } = found;
  res.json(user);
});

app.post("/users", (req, res) => {
  const users: StoredUser[] = JSON.parse(readFileSync(FILE, "utf8"));
  let body = "";
  req.on("data", (chunk) => {
    body += chunk;
  });
  req.on("end", () => {
    const { name, email, password } = JSON.parse(body);
    const user = {
      id: users.length + 1,
      name,
      email,
      createdAt: new Date().toISOString(),
    };
    if (!users.some((known) => known.email === email)) {
      const salt = randomBytes(16).toString("hex");
      const hash = scryptSync(password, salt, 32).toString("hex");
      users.push({ ...user, passwordHash: `${salt}:${hash}` });
      writeFileSync(FILE, JSON.stringify(users));
    }
    res.status(201).json(user);
  });
});

app.get("/reports/signups", (req, res) => {
  try {
    const users: StoredUser[] = JSON.parse(readFileSync(FILE, "utf8"));
    const calendar = new Intl.DateTimeFormat("sv-SE", {
      timeZone: String(req.query.timeZone ?? "UTC"),
    });
    const counts: Record<string, number> = {};
    for (const user of users) {
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
