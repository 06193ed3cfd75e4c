// The contender whose workers accept for themselves, on sockets that share the port: Linux, Node 22.12 or newer.
import { serveByTwo } from "./two-workers";

serveByTwo({ reusePort: true });
