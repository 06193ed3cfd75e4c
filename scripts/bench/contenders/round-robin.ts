// The contender whose primary accepts every connection and hands it on: Node's default.
import { serveByTwo } from "./two-workers";

serveByTwo({});
