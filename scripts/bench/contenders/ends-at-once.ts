// The contender that ends at once, as a process does that has no handler for SIGTERM.
import { serveUntilTold } from "./until-told";

serveUntilTold(() => process.exit());
