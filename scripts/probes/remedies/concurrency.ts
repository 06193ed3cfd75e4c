// Remedies for many requests at once.
import { orUncaught } from "./remedy";

const blocked =
  "Node runs JavaScript on one thread: while a handler computes or calls a …Sync function, nobody else is answered.";

export const concurrency = orUncaught({
  "lost-update": {
    why: "Each request read, changed and wrote the whole; between its read and its write another had written, and that was overwritten.",
    change:
      "Let the store do it in one operation (INSERT; appendFile), or queue the writes in one promise chain.",
  },
  "stalled-bystander": {
    why: `${blocked} Hashing a password with scryptSync or pbkdf2Sync takes some 50 ms each.`,
    change:
      "The asynchronous one: promisify(scrypt), which computes in libuv's pool.",
  },
  "taken-email": {
    why: "Nothing looks whether the e-mail is there, or the handler takes the refusal of the store for a success.",
    change:
      "A unique constraint, and 409 for its error (PostgreSQL: code 23505).",
  },
  "double-create": {
    why: "All looked before any of them wrote: between await find() and await insert() other requests run.",
    change:
      "No look: a unique constraint in the database, INSERT, and 409 for its error (PostgreSQL: code 23505).",
  },
  stampede: {
    why: "A cache is empty for everybody at once, so each request computes what all of them want.",
    change:
      "Keep the promise and not the value in the cache: a Map of requests under way (single-flight).",
  },
  "stalled-by-report": {
    why: blocked,
    change: "Compute in a worker thread (piscina), with a bounded queue.",
  },
});
