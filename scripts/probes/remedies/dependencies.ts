// Remedies for what a server depends on: gone, silent, or late.
import { type Remedies, stackShown, uncaught } from "./remedy";

const gone = {
  why: {
    crashed: `A pool and a client emit 'error' when their connection is cut. ${uncaught}`,
    else: "The error of the connection reached the client as it was, or the server never connected again.",
  },
  change:
    "An 'error' listener on the pool, 503 with Retry-After for its errors, and a pool that connects again by itself.",
} as const;
const silent = {
  why: "A connection over which nothing comes is no error to Node: without a timeout the handler waits for ever.",
  change:
    "A timeout on every call: connectionTimeoutMillis and query_timeout (pg), commandTimeout (ioredis), AbortSignal.timeout (fetch).",
} as const;

const refusing = {
  why: "The error of the store reached the client, or each request wrote it to the log.",
  change:
    "Catch what the store rejects with, decide what requests do without it, and log the change, not each failure.",
} as const;

export const dependencies: Remedies = {
  "no-data": {
    why: {
      crashed: uncaught,
      leaked: stackShown,
      else: "The handler took a failed write for a success.",
    },
    change:
      "await the write, let its error reach the error handler, and answer 500 with a fixed sentence.",
  },
  "service-down": gone,
  "service-hangs": silent,
  "database-down": gone,
  "database-hangs": silent,
  "database-late": {
    why: "The server connects once, at its start, and ends or stays broken where the database is not there yet.",
    change:
      "Listen first, try to connect with a backoff, and answer 503 until then.",
  },
  "slow-query": {
    why: "A query waits for a lock as long as the lock is held, and takes a connection of the pool with it.",
    change:
      "statement_timeout for the database, and query_timeout a little above it.",
  },
  "clocks-differ": {
    why: "The server compares a time that the store made by its clock with one of its own (Date.now()).",
    change:
      "Have the store say how much of the window is left (PTTL; expires_at - now()), and add that to performance.now().",
  },
  "database-takes-no-writes": {
    why: "PostgreSQL refuses the write with SQLSTATE 25006, which the server takes for a fault of its own; or the pool keeps the connection to what is a standby now.",
    change:
      "Treat 25006 like a lost connection: 503 with Retry-After, and client.release(true).",
  },
  "connection-budget": {
    why: "Every worker, and every pool in it, has a max of its own: together they open more than the database grants.",
    change:
      "Divide one number by the processes, rounded down, and by the pools of each.",
  },
  "store-failover": {
    why: "The connection leads to what is a replica now, which answers READONLY: to ioredis that is a reply like any other, and no reason to connect again.",
    change:
      "ioredis: reconnectOnError that returns true for READONLY (and LOADING, MASTERDOWN, NOAUTH).",
  },
  "store-full": {
    why: "The reads that succeed between the writes that fail set the count of the one circuit breaker back: it never opens, and nothing is logged.",
    change: "A circuit breaker for each operation, which logs when it opens.",
  },
  "store-locked": refusing,
  "store-loading": refusing,
  "store-emptied": {
    why: "Versions or keys are counted in the store: when it begins anew, an old number is valid once more.",
    change: "Versions by crypto.randomUUID(), not by INCR.",
  },
  "collector-down": {
    why: "Requests, or the end of the process, wait for the collector of traces.",
    change:
      "Export spans in batches behind the responses (BatchSpanProcessor), and give the last flush a time limit: Promise.race([sdk.shutdown(), setTimeout(1500)]).",
  },
  "store-down": gone,
  "store-hangs": silent,
};
