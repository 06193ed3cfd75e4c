// A small file that is read for every request, and is always in the system's cache.
import type { TimedWorkload } from "./workload";

export const hotFile: TimedWorkload = {
  type: "timed",
  name: "hot-file",
  what: "GET / of a server that reads a file of 1 KB for each request",
  kinds: [{ name: "file", path: "/" }],
  connections: 10,
  closed: true,
  headline: { measure: "cpuPerRequest" },
  users: [0],
  writes: false,
};
