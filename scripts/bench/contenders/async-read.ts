// The contender that does not block: reads the file asynchronously for every request.
import { readFile } from "node:fs/promises";
import { serveFile } from "./file-server";

serveFile((file) => async (_req, res) => {
  res.type("text").send(await readFile(file));
});
