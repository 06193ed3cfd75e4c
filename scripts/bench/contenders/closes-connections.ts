// The contender that closes its server, and asks its clients to close their connections.
import { serveUntilTold } from "./until-told";

serveUntilTold((server) => {
  server.prependListener("request", (_req, res) => {
    res.setHeader("Connection", "close");
  });
  server.close(() => process.exit());
});
