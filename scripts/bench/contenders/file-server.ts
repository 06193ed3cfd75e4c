// The contenders of step 2: a small file is read for every request, as `READ` says in a way that blocks or not.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import express from "express";

const {
  DATA_DIR = "data",
  HOST = "127.0.0.1",
  PORT = "3000",
  READ,
} = process.env;
mkdirSync(DATA_DIR, { recursive: true });
const file = join(DATA_DIR, "hot.txt");
writeFileSync(file, "Hot in the system's cache. ".repeat(40).slice(0, 1024));

const app = express();
if (READ === "sync") {
  app.get("/", (_req, res) => {
    res.type("text").send(readFileSync(file));
  });
} else {
  app.get("/", async (_req, res) => {
    res.type("text").send(await readFile(file));
  });
}
app.listen(Number(PORT), HOST);
