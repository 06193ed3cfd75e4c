// Behaviours of authentication: who gets in, and by which proof.

import {
  describeAnswer,
  describeRefusal,
} from "../../../servers/http/describe-answer";
import type { Message, Outcome } from "../../../servers/http/request";
import { type Claims, signToken } from "../../../servers/http/sign-token";
import type { StepServer } from "../../targets/step-server";
import { signUp, signUpMessage, uniqueUser } from "../../targets/users";
import type { Behaviour } from "../behaviour";

const refused = "401 problem unauthorized with www-authenticate";
const openThenClosed = { 1: "200 json", 6: refused };
const inAnHour = Math.floor(Date.now() / 1000) + 3600;
const sound: Claims = { sub: "1", iss: "express-at-scale", exp: inAnHour };

export const authentication: readonly Behaviour[] = [
  {
    name: "the users, without credentials",
    outcomes: openThenClosed,
    check: (server) => listUsers(server, {}),
  },
  {
    name: "a user, without credentials",
    outcomes: openThenClosed,
    check: async (server) =>
      describeRefusal(await server.sendAsStranger({ path: "/users/1" })),
  },
  {
    name: "a report, without credentials",
    outcomes: openThenClosed,
    check: async (server) =>
      describeRefusal(
        await server.sendAsStranger({ path: "/reports/signups" }),
      ),
  },
  {
    name: "a sign-up, without credentials",
    outcomes: { 1: "201 json" },
    check: async (server) =>
      describeAnswer(await server.sendAsStranger(signUpMessage(uniqueUser()))),
  },
  {
    name: "odd spellings of the users' path, without credentials",
    outcomes: { 1: "5 of 9 open", 3: "6 of 9 open", 6: "0 of 9 open" },
    check: checkSpellings,
  },
  {
    name: "a wrong API key",
    outcomes: openThenClosed,
    check: (server) => listUsers(server, { "X-Api-Key": "a-guess" }),
  },
  {
    name: "the right API key",
    outcomes: { 1: "200 json" },
    check: async (server) =>
      describeAnswer(await server.send({ path: "/users" })),
  },
  {
    name: "a token that we sign as the server does",
    outcomes: { 1: "200 json" },
    check: (server) => presentToken(server, sound, {}),
  },
  {
    name: "a token signed with another key",
    outcomes: openThenClosed,
    check: (server) => presentToken(server, sound, { secret: "guessed" }),
  },
  {
    name: "a token that has expired",
    outcomes: openThenClosed,
    check: (server) => presentToken(server, { ...sound, exp: 1 }, {}),
  },
  {
    name: "a token that never expires",
    outcomes: openThenClosed,
    check: (server) => presentToken(server, { ...sound, exp: undefined }, {}),
  },
  {
    name: "a token without a signature (alg none)",
    outcomes: openThenClosed,
    check: (server) => presentToken(server, sound, { algorithm: "none" }),
  },
  {
    name: "a token of another issuer",
    outcomes: openThenClosed,
    check: (server) => presentToken(server, { ...sound, iss: "else" }, {}),
  },
  {
    name: "a token that is not one",
    outcomes: openThenClosed,
    check: (server) => listUsers(server, { Authorization: "Bearer a.b.c" }),
  },
  {
    name: "the token of a session",
    outcomes: {
      1: "404 html",
      4: "404 problem route_not_found",
      6: "201 json, and opens the users",
    },
    check: checkSession,
  },
  {
    name: "a wrong password and an unknown e-mail",
    outcomes: {
      1: "404 html",
      4: "404 problem route_not_found",
      6: "401 problem wrong_credentials, the same for both",
    },
    check: checkCredentials,
  },
];

async function listUsers(
  server: StepServer,
  headers: Message["headers"],
): Promise<string> {
  return describeRefusal(
    await server.sendAsStranger({ path: "/users", headers }),
  );
}

async function checkSpellings(server: StepServer): Promise<string> {
  const paths = [
    ...["/users/", "/users//", "//users", "/USERS", "/Users/1", "/users/1/"],
    ...["/%75sers", "/users/%31", "/healthz/../users"],
  ];
  const answers = await Promise.all(
    paths.map((path) => server.sendAsStranger({ path })),
  );
  const open = answers.filter((answer) => answer?.text.includes('"email"'));
  return `${open.length} of ${paths.length} open`;
}

async function presentToken(
  server: StepServer,
  claims: Claims,
  { secret = secretOf(server), algorithm = "HS256" },
): Promise<string> {
  const token = signToken(claims, secret, algorithm);
  return listUsers(server, { Authorization: `Bearer ${token}` });
}

function secretOf({ subject }: StepServer): string {
  return subject.step.env?.JWT_SECRET ?? "no step before has one";
}

function openSession(
  server: StepServer,
  email: string,
  password: string,
): Promise<Outcome> {
  const body = { email, password };
  return server.sendAsStranger({ method: "POST", path: "/sessions", body });
}

async function checkSession(server: StepServer): Promise<string> {
  const details = uniqueUser();
  await signUp(server, details);
  const answer = await openSession(server, details.email, details.password);
  if (answer?.status !== 201) return describeAnswer(answer);
  const Authorization = `Bearer ${JSON.parse(answer.text).token}`;
  const list = await listUsers(server, { Authorization });
  return `${describeAnswer(answer)}, and ${list === "200 json" ? "opens the users" : list}`;
}

async function checkCredentials(server: StepServer): Promise<string> {
  const { email } = uniqueUser();
  const known = "ada.allen.1@example.com";
  const [wrong, unknown] = [
    await openSession(server, known, "a wrong password"),
    await openSession(server, email, "a wrong password"),
  ];
  const words = describeAnswer(wrong);
  if (wrong?.status === 404) return words;
  return withoutId(wrong) === withoutId(unknown)
    ? `${words}, the same for both`
    : `${words}, but for an unknown one ${unknown?.text}`;
}

function withoutId(answer: Outcome): string {
  const { requestId, ...rest } = JSON.parse(answer?.text ?? "{}");
  return JSON.stringify(rest);
}
