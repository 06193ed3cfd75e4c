// What the two contenders share: a small file, and a server that answers with it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler } from "express";

/** Serves what `answer` makes of the file's path; listens as a step does. */
export function serveFile(answer: (file: string) => RequestHandler): void {
  const { DATA_DIR = "data", HOST = "127.0.0.1", PORT = "3000" } = process.env;
  mkdirSync(DATA_DIR, { recursive: true });
  const file = join(DATA_DIR, "hot.txt");
  writeFileSync(file, "Hot in the system's cache. ".repeat(40).slice(0, 1024));
  const app = express();
  app.get("/", answer(file));
  app.listen(Number(PORT), HOST);
}
