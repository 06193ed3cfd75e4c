// What a fault may need of a server to say anything about it.

/** Each need, and why a server that lacks it is left alone. */
export const needs = {
  process: "only for a server that the workshop starts itself",
  read: "no path was found that answers a GET with 200",
  post: "no path was found that takes a POST",
  json: "what it answers is not JSON",
  sample:
    "no body is known that its POST accepts: name one in faults.json (routes: [{ method, path, body }])",
  "long list": "it has too few users to tell how long a page may be",
  pages: "its users have no pages (?limit=1)",
  users:
    "no users were found that a POST to /users or /api/users signs up, and a GET lists",
  report: "it has no /reports/signups",
  sessions: "nobody can sign in: there is no POST /sessions",
  credentials: "it was said to need no credentials; see --header",
  limit: "it limits no client's requests",
  secrets: "it has no secrets",
  "token secret": "the key that its tokens are signed with is not known",
  log: "it writes no log",
  files: "it keeps no data in files",
  "file limit":
    "its limits cannot be changed from outside: there is no prlimit",
  workers: "it is one process",
  readiness: "it has no /readyz",
  drain: "it does not finish what it has begun before it ends",
  traces: "it sends no traces",
  "users service": "its users are in its own process",
  postgres: "it has no database",
  store: "it has no Redis",
} as const;

export type Need = keyof typeof needs;
