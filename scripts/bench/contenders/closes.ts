// The contender that closes its server, and waits until the last connection has gone.
import { serveUntilTold } from "./until-told";

serveUntilTold((server) => server.close(() => process.exit()));
