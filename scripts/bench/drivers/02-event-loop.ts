// Serves exercise 2 for the bench: its orders, and a /healthz beside them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import express, { type Express } from "express";
import { exerciseModule } from "./exercise-module";

interface App {
  createApp(parts: { store: object }): Express;
}
interface Store {
  OrderStore: new (file: string) => object;
}

const { DATA_DIR = "data", HOST = "127.0.0.1", PORT = "3000" } = process.env;
mkdirSync(DATA_DIR, { recursive: true });
const file = join(DATA_DIR, "orders.json");
writeFileSync(file, "[]");

const { createApp } = exerciseModule<App>("app");
const { OrderStore } = exerciseModule<Store>("order-store");
const app = express();
app.get("/healthz", (_req, res) => {
  res.json({ status: "ok" });
});
app.use(createApp({ store: new OrderStore(file) }));
app.listen(Number(PORT), HOST);
