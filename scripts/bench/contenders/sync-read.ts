// The contender that blocks: reads the file synchronously for every request.
import { readFileSync } from "node:fs";
import { serveFile } from "./file-server";

serveFile((file) => (_req, res) => {
  res.type("text").send(readFileSync(file));
});
