// What responses tell beside their bodies, and what refusals tell by mistake.

import type { Message } from "../../servers/http/request";
import { asked, posted } from "../attempts";
import { fallOf } from "../judge";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

export const responseHeaders: readonly Probe[] = [
  {
    name: "leaky-refusals",
    category: "input",
    does: "Provokes one error of each kind, and reads what the answers tell.",
    surviving:
      "No answer has a stack trace, a path of the machine or the framework's name in it.",
    outcomes: {
      1: fallsBy(
        "leaked",
        "400 html with a stack trace for a path that cannot be decoded",
      ),
      4: survives("nothing of the inside is told"),
    },
    needs: ["read", "post"],
    attack: provokeRefusals,
  },
  {
    name: "untraceable",
    category: "input",
    does: "Asks for something, for nothing and for nonsense, and keeps the answers.",
    surviving: "Each answer has an id of its own, good and bad ones alike.",
    outcomes: {
      1: fallsBy("wrong answer", "answers without an id"),
      3: survives("a UUID each"),
    },
    needs: ["read"],
    attack: collectIds,
  },
  {
    name: "request-with-an-id",
    category: "input",
    does: "Sends a request with an id of its own.",
    outcomes: { 1: "is answered without one", 3: "keeps it" },
    attack: (target) => sendId(target, "from_the-proxy-1"),
  },
  {
    name: "request-with-a-long-id",
    category: "input",
    does: "Sends a request with an id of 65 letters.",
    outcomes: { 1: "is answered without one", 3: "is given another" },
    attack: (target) => sendId(target, "x".repeat(65)),
  },
  {
    name: "request-with-a-forged-id",
    category: "input",
    does: "Sends a request with an id that would break a line of the log.",
    outcomes: { 1: "is answered without one", 3: "is given another" },
    attack: (target) => sendId(target, '"},{"forged":"\t\u00e9'),
  },
  {
    name: "security-headers",
    category: "input",
    does: "Looks for the headers that protect browsers, in good responses and bad ones.",
    outcomes: { 1: "0 of 4 answers have them", 3: "4 of 4 answers have them" },
    attack: (target) => countWith(target, protecting),
  },
  {
    name: "framework-named",
    category: "input",
    does: "Looks for X-Powered-By, which names the framework.",
    outcomes: { 1: "4 of 4 answers have them", 3: "0 of 4 answers have them" },
    attack: (target) => countWith(target, ["x-powered-by"]),
  },
];

async function provokeRefusals(target: Target): Promise<Verdict> {
  const text = JSON.stringify(uniqueUser());
  const large = JSON.stringify({ name: "x".repeat(200_000) });
  const attempts = [
    asked("a path that cannot be decoded", `${target.routes.read}/%E0%A4%A`),
    asked("an unknown path", "/no/such/path"),
    posted(target, "JSON that is cut off", '{"name":'),
    posted(target, "an unknown charset", text, "text/json; charset=klingon"),
    posted(target, "a body of 200 kB", large),
  ];
  for (const { what, message } of attempts) {
    const reply = await target.ask(message);
    const fall = fallOf(reply, what, { by: anything, discreet: true });
    if (fall) return fall;
    if (typeof reply !== "string" && reply.headers["x-powered-by"]) {
      return fell("leaked", `the framework's name, in the refusal of ${what}`);
    }
  }
  return survived("nothing of the inside is told");
}

/** Whether the status is right is asked elsewhere. */
const anything = Array.from({ length: 500 }, (_, index) => 100 + index);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As servers, proxies and clouds call it. */
const idNames = [
  ...["x-request-id", "request-id", "x-correlation-id", "x-trace-id"],
  ...["traceparent", "x-amzn-requestid", "x-amzn-trace-id", "cf-ray"],
];

async function collectIds(target: Target): Promise<Verdict> {
  const { read, health } = target.routes;
  const paths = [read, "/no/such/path", `${read}/%E0%A4%A`, health];
  const ids = new Set<string>();
  for (const path of paths) {
    const reply = await target.ask({ path });
    if (typeof reply === "string") return fell("crashed", reply);
    const id = idNames.map((name) => reply.headers[name]).find(Boolean);
    if (id === undefined) return fell("wrong answer", "answers without an id");
    ids.add(String(id));
  }
  if (ids.size < paths.length) {
    return fell("wrong answer", "the same id for several answers");
  }
  const areUuids = [...ids].every((id) => uuid.test(id));
  return survived(areUuids ? "a UUID each" : "an id each");
}

async function sendId(target: Target, id: string): Promise<string> {
  const headers = { "X-Request-Id": id };
  const answer = await target.send({ path: "/nowhere", headers });
  const answered = answer?.headers["x-request-id"]?.toString();
  if (answered === undefined) return "is answered without one";
  return answered === id ? "keeps it" : "is given another";
}

/** Good ones and bad ones. */
const requests: readonly Message[] = [
  { path: "/healthz" },
  { path: "/users/1" },
  { path: "/nowhere" },
  { path: "/users/%E0%A4%A" },
];

const protecting = [
  "content-security-policy",
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
];

async function countWith(
  target: Target,
  names: readonly string[],
): Promise<string> {
  const answers = await Promise.all(requests.map((it) => target.send(it)));
  const having = answers.filter((answer) =>
    names.every((name) => answer?.headers[name] !== undefined),
  );
  return `${having.length} of ${requests.length} answers have them`;
}
