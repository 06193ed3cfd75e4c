// Remedies for processes that start, end and die.
import type { Remedies } from "./remedy";

const nobody =
  "A Node server is one process, and when it is gone nothing starts another.";
const supervise =
  "A supervisor that forks another when one exits: node:cluster, PM2, systemd's Restart=always, a restart policy of the container.";
const sigterm = {
  why: "Without a listener SIGTERM ends a Node process at once; every request under way is cut off.",
  change:
    "process.once('SIGTERM', () => server.close()), with a deadline behind it.",
} as const;

export const processes: Remedies = {
  "endless-client": {
    lesson: 11,
    why: "server.close() waits for every connection, and this client never ends its own.",
    change:
      "A deadline: setTimeout(() => server.closeAllConnections(), 10_000).unref().",
  },
  "killed-and-restarted": {
    lesson: 7,
    why: "The server answered 201 before the data was anywhere but in its memory.",
    change: "await the write, and answer after it.",
  },
  "torn-file": {
    why: "A file that is written in place is cut off where the process died, and JSON.parse of the whole fails at the next start.",
    change:
      "One record a line, and skip a last line that is cut off; or write a new file and rename it.",
  },
  "busy-port": {
    why: "listen reports EADDRINUSE later, by an 'error' event. Express 5 calls listen's callback with it as well: one that ignores its argument says that the server runs.",
    change: "server.on('error', …) that logs it and sets an exit code of 1.",
  },
  "out-of-descriptors": {
    lesson: 8,
    why: "Without a free descriptor accept fails with EMFILE: connections wait, and whatever says meanwhile that the process is alive (a message to the primary) proves nothing about new connections.",
    change:
      "Raise ulimit -n, and let the heartbeat be a connection that arrives.",
  },
  "sigterm-log-blocked": {
    why: "The end waits for the last lines of the log, and nobody reads them.",
    change:
      "A deadline for the log's end: setTimeout(() => process.exit(), 5_000).unref().",
  },
  "empty-settings": {
    why: "process.env.HOST is '' where compose sets what nobody has set; a default by = or ?? does not replace that, and listen(port, '') listens on every address.",
    change:
      "Take empty variables for missing ones, in the one place that parses process.env.",
  },
  "odd-numbers": {
    why: "Number() reads '0x1e', '1e3' and ' 30 ' as well: a typing error becomes a setting.",
    change:
      "Accept digits alone before the conversion: z.string().regex(/^\\d+$/).",
  },
  "wrong-settings": {
    why: "process.env holds text: Number('abc') is NaN, and the server starts with it.",
    change:
      "Parse process.env once, at the start, with a schema, and exit with 1.",
  },
  "missing-secrets": {
    why: "An empty or short secret was as good as any: process.env.JWT_SECRET || 'secret' starts with a key that everybody knows.",
    change:
      "A schema without a default, and a least length: z.string().min(32).",
  },
  "primary-killed": {
    why: "Workers of node:cluster learn of their primary's end by the 'disconnect' event, and go on if they do not end at it.",
    change: "In each worker: process.on('disconnect', () => process.exit(1)).",
  },
  "worker-aborted": { why: nobody, change: supervise },
  "worker-killed": { why: nobody, change: supervise },
  "worker-stopped": {
    why: "A process in an endless loop is alive to every supervisor that only waits for its exit.",
    change:
      "A heartbeat: a worker sends one each second, and the primary kills one that stays silent.",
  },
  sigterm,
  "sigterm-twice": {
    ...sigterm,
    why: "Each process is told by the system, and workers once more by their primary: a second SIGTERM finds no listener (once), or is taken for an order to hurry.",
    change:
      "process.on('SIGTERM', …) that remembers that it is ending already.",
  },
};
