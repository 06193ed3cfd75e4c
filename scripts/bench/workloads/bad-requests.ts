// Requests that are wrong, one after another: how far do they get into the server, what leaks, and do they kill it?
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasStackTrace } from "../../servers/http/describe-answer";
import { OutcomeLedger } from "../generator/ledger";
import { RequestKind } from "../generator/plan";
import { requestOnce } from "../generator/request-once";
import type { SourcedRequest } from "../generator/request-source";
import type { OpenSide } from "../sides/open-side";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

const ada = { name: "Ada", password: "long enough" };
const email = (number: number): string => `ada.${number}@bad.example`;

const bodies: readonly object[] = [
  { ...ada, email: email(1), name: 42 },
  { ...ada, email: email(2), name: "" },
  { ...ada, email: email(3), name: undefined },
  { ...ada, email: email(4), name: "A".repeat(10_000) },
  { ...ada, email: email(5), password: "short" },
  { ...ada, email: email(6), password: 12_345_678 },
  { ...ada, email: email(7), password: undefined },
  { ...ada, email: "nobody" },
  { ...ada, email: { address: email(8) } },
  { ...ada, email: [email(9)] },
  { ...ada },
  {},
  [],
];

export const badBodies: EventWorkload = {
  type: "event",
  name: "bad-bodies",
  what: `${bodies.length} sign-ups that are valid JSON and make no user`,
  runs: 1,
  run: sendBadBodies,
};

/**
 * Whatever is not refused as the client's fault has reached the service: it
 * was stored, or it broke something inside.
 */
async function sendBadBodies({
  start,
  headers,
}: EventSubject): Promise<EventOutcome> {
  const server = await start();
  const ledger = new OutcomeLedger();
  const counts = { refused: 0, reached: 0, stored: 0 };
  const before = usersIn(server.dataFolder);
  for (const body of bodies) {
    const kind = RequestKind.parse({
      name: "bad body",
      method: "POST",
      path: "/users",
    });
    const request = { ...kind, kind, headers, body: JSON.stringify(body) };
    ledger.send();
    const answer = await requestOnce(server.url, request);
    const refused =
      typeof answer !== "string" && answer.status >= 400 && answer.status < 500;
    counts[refused ? "refused" : "reached"]++;
    if (typeof answer === "string") ledger.lose(answer);
    else ledger.answer(answer.status, refused);
  }
  counts.stored = usersIn(server.dataFolder) - before;
  return { ledger: ledger.counts(), counts };
}

/** The lines of the file that steps keep their users in. */
function usersIn(folder: string | undefined): number {
  if (folder === undefined) return 0;
  const text = readFileSync(join(folder, "users.ndjson"), "utf8");
  return text.split("\n").filter(Boolean).length;
}

type Fault = Pick<RequestKind, "name" | "method" | "path"> &
  Partial<Pick<RequestKind, "headers" | "body">>;

const stormer = {
  name: "Ada",
  email: "ada@storm.example",
  password: "long enough",
};

const post = (
  name: string,
  body: string,
  type = "application/json",
): Fault => ({
  name,
  method: "POST",
  path: "/users",
  headers: { "Content-Type": type },
  body,
});

const get = (name: string, path: string): Fault => ({
  name,
  method: "GET",
  path,
});

const faults: readonly Fault[] = [
  post("JSON that is cut off", '{"name":"Ada"'),
  post("JSON that is none", "name=Ada&email=ada"),
  post("a body that is null", "null"),
  post("an empty body", ""),
  post("no password", JSON.stringify({ ...stormer, password: undefined })),
  post(
    "a password that is a number",
    JSON.stringify({ ...stormer, password: 1 }),
  ),
  post(
    "a password that is a list",
    JSON.stringify({ ...stormer, password: [] }),
  ),
  post("a prototype in the body", '{"__proto__":{"admin":true}}'),
  post("another content type", JSON.stringify(stormer), "text/plain"),
  post("an unknown charset", "{}", "application/json; charset=klingon"),
  post("a body of 200 KB", JSON.stringify({ name: "A".repeat(200_000) })),
  get("a path that cannot be decoded", "/users/%E0%A4%A"),
  get("an id that is none", "/users/abc"),
  get("a user that is not", "/users/999999"),
  get("a route that is not", "/admin"),
  { name: "a method that is not", method: "DELETE", path: "/users" },
  get("a time zone that is not", "/reports/signups?timeZone=Nowhere"),
  get("a list in the query", "/users?limit=1&limit=2"),
];

export const faultStorm: EventWorkload = {
  type: "event",
  name: "fault-storm",
  what: `${faults.length} requests that are each wrong in one way`,
  // As it is run by hand: in production Express keeps its traces to itself.
  env: { NODE_ENV: "development" },
  runs: 1,
  run: sendFaults,
};

/** A server that dies is started again for the next request. */
async function sendFaults(subject: EventSubject): Promise<EventOutcome> {
  const ledger = new OutcomeLedger();
  const counts = { leaks: 0, deaths: 0, failures: 0 };
  let server = await subject.start();
  for (const fault of faults) {
    ledger.send();
    const answer = await requestOnce(server.url, toRequest(fault, subject));
    if (typeof answer === "string") ledger.lose(answer);
    else {
      const refused = answer.status >= 400 && answer.status < 500;
      ledger.answer(answer.status, refused);
      if (answer.status >= 500) counts.failures++;
      if (hasStackTrace(answer.text)) counts.leaks++;
    }
    if (await isAlive(server, subject)) continue;
    counts.deaths++;
    server = await subject.start();
  }
  return { ledger: ledger.counts(), counts };
}

/** A process that is about to end is waited for: it answers, or it ends. */
async function isAlive(
  server: OpenSide,
  subject: EventSubject,
): Promise<boolean> {
  const healthz = { name: "healthz", method: "GET", path: "/healthz" } as const;
  const answer = await requestOnce(server.url, toRequest(healthz, subject));
  if (typeof answer !== "string") return true;
  await server.exited;
  return false;
}

function toRequest(fault: Fault, { headers }: EventSubject): SourcedRequest {
  const kind = RequestKind.parse(fault);
  return {
    ...kind,
    kind,
    body: kind.body,
    headers: { ...headers, ...kind.headers },
  };
}
