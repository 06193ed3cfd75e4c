// Remedies for what runs out: disks, logs, and time.
import { type Remedies, uncaught } from "./remedy";

const waiting =
  "Node accepts every request at once and lets all of them wait: each gets slower until clients give up, and the work for them is done all the same.";

export const capacity: Remedies = {
  "disk-full": {
    why: "A write can be cut off in the middle (ENOSPC) and leave half a record behind, which the next one is appended to.",
    change:
      "After a failed write, truncate to the length before it, and answer 500.",
  },
  "log-blocked": {
    why: "process.stdout writes to a pipe synchronously, except on Windows: when nobody reads it, the process stops in the middle of a request.",
    change: "Count what waits in the log, and drop lines instead of waiting.",
  },
  "log-blocked-restarted": {
    why: "Whether a pipe blocks is a flag of the pipe, which all workers share. Node sets it back to blocking when a worker ends, and then a reader that stops holds the others up as well.",
    change:
      "Give each worker a pipe of its own: cluster.setupPrimary({ silent: true }), and have the primary pass its lines on.",
  },
  "report-flood": {
    why: waiting,
    change:
      "A pool with a bounded queue (piscina: maxQueue), and 503 when it is full.",
  },
  "log-reader-gone": {
    why: `Writing to a pipe that is closed emits 'error' (EPIPE) on process.stdout. ${uncaught}`,
    change: "process.stdout.on('error', () => {}).",
  },
  overload: {
    why: waiting,
    change:
      "Bound the requests under way, and answer 503 with Retry-After above that.",
  },
};
