// The contender that asks its clients to close their connections, and for a while goes on serving.
import { serveUntilTold } from "./until-told";

const GRACE_MS = 1000;

serveUntilTold((server) => {
  server.prependListener("request", (_req, res) => {
    res.setHeader("Connection", "close");
  });
  setTimeout(() => server.close(() => process.exit()), GRACE_MS);
});
