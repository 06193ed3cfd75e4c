// Serves exercise 3 for the bench: its orders, logged to standard output.
import type { Express } from "express";
import { exerciseModule } from "./exercise-module";

interface App {
  createApp(parts: {
    priceOf: (item: string) => Promise<number>;
    log: (line: object) => void;
  }): Express;
}

const { HOST = "127.0.0.1", PORT = "3000" } = process.env;
const { createApp } = exerciseModule<App>("app");
createApp({
  priceOf: async () => 1999,
  log: (line) => console.log(JSON.stringify(line)),
}).listen(Number(PORT), HOST);
