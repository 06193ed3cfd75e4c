// Behaviours of response headers, on good and on bad requests alike.

import type { Message } from "../../../servers/http/request";
import type { StepServer } from "../../targets/step-server";
import type { Behaviour } from "../behaviour";

const requests: readonly Message[] = [
  { path: "/healthz" },
  { path: "/users/1" },
  { path: "/nowhere" },
  { path: "/users/%E0%A4%A" },
];

const secure = [
  "content-security-policy",
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
];

export const headers: readonly Behaviour[] = [
  {
    name: "security headers",
    outcomes: { 1: "0 of 4 answers have them", 3: "4 of 4 answers have them" },
    check: (server) =>
      countAnswers(server, (names) =>
        secure.every((name) => names.includes(name)),
      ),
  },
  {
    name: "X-Powered-By, which names the framework",
    outcomes: { 1: "4 of 4 answers have them", 3: "0 of 4 answers have them" },
    check: (server) =>
      countAnswers(server, (names) => names.includes("x-powered-by")),
  },
  {
    name: "a request without an id",
    outcomes: { 1: "is answered without one", 3: "is given one of its own" },
    check: checkNewIds,
  },
  {
    name: "a request with an id",
    outcomes: { 1: "is answered without one", 3: "keeps it" },
    check: (server) => checkGivenId(server, "from_the-proxy-1"),
  },
  {
    name: "a request with an id that is too long",
    outcomes: { 1: "is answered without one", 3: "is given another" },
    check: (server) => checkGivenId(server, "x".repeat(65)),
  },
  {
    name: "a request with an id that is not one",
    outcomes: { 1: "is answered without one", 3: "is given another" },
    check: (server) => checkGivenId(server, '"},{"forged":"\t\u00e9'),
  },
];

async function countAnswers(
  server: StepServer,
  counts: (names: string[]) => boolean,
): Promise<string> {
  const answers = await Promise.all(requests.map((it) => server.send(it)));
  const having = answers.filter((answer) =>
    counts(Object.keys(answer?.headers ?? {})),
  );
  return `${having.length} of ${requests.length} answers have them`;
}

async function checkNewIds(server: StepServer): Promise<string> {
  const [one, other] = [
    await idOfAnswer(server, {}),
    await idOfAnswer(server, {}),
  ];
  if (one === undefined) return "is answered without one";
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  return uuid.test(one) && one !== other
    ? "is given one of its own"
    : `is given ${one}, the next ${other}`;
}

async function checkGivenId(server: StepServer, id: string): Promise<string> {
  const answered = await idOfAnswer(server, { "X-Request-Id": id });
  if (answered === undefined) return "is answered without one";
  return answered === id ? "keeps it" : "is given another";
}

async function idOfAnswer(
  server: StepServer,
  given: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const answer = await server.send({ path: "/nowhere", headers: given });
  return answer?.headers["x-request-id"]?.toString();
}
