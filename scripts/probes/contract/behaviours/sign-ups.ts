// Behaviours of sign-ups: stored, refused, kept, and what they cannot reach.

import { describeAnswer } from "../../../servers/http/describe-answer";
import { SEED_COUNT, type StepServer } from "../../targets/step-server";
import {
  countUsers,
  newestUsers,
  signUp,
  User,
  uniqueUser,
} from "../../targets/users";
import type { Behaviour } from "../behaviour";

export const signUps: readonly Behaviour[] = [
  {
    name: "a sign-up",
    outcomes: { 1: "201 json, and heads the list" },
    check: checkSignUp,
  },
  {
    name: "the password of a sign-up",
    outcomes: { 1: "appears in no answer and in no log, hashed or not" },
    check: checkSecrecy,
  },
  {
    name: "a sign-up with a known e-mail",
    outcomes: {
      1: "201 json, and stores nothing",
      2: "409 html, and stores nothing",
      3: "409 json, and stores nothing",
      4: "409 problem email_taken, and stores nothing",
    },
    check: (server) => checkKnownEmail(server, (email) => email),
  },
  {
    name: "a sign-up with a known e-mail in capitals",
    outcomes: {
      1: "201 json, and is stored",
      6: "409 problem email_taken, and stores nothing",
    },
    check: (server) => checkKnownEmail(server, (email) => email.toUpperCase()),
  },
  {
    name: "members that nobody asked for, in a sign-up",
    outcomes: { 1: "201 json, and are ignored" },
    check: checkMassAssignment,
  },
  {
    name: "a sign-up that reaches for the prototype",
    outcomes: { 1: "201 json, and reaches nothing" },
    check: checkPrototypePollution,
  },
];

async function checkSignUp(server: StepServer): Promise<string> {
  const { password, ...details } = uniqueUser();
  const answer = await signUp(server, { ...details, password });
  const user = User.parse(JSON.parse(answer?.text ?? ""));
  const list = await server.send({ path: "/users?limit=1" });
  const found = await server.send({ path: `/users/${user.id}` });
  const shown = [
    JSON.stringify([{ ...user, ...details }]),
    list?.text,
    `[${found?.text}]`,
  ];
  return shown.every((text) => text === `[${answer?.text}]`)
    ? `${describeAnswer(answer)}, and heads the list`
    : `answers ${answer?.text}, and shows ${shown}`;
}

async function checkSecrecy(server: StepServer): Promise<string> {
  const details = uniqueUser();
  const { name, email, password } = details;
  const answers = [
    await signUp(server, details),
    await signUp(server, details),
    await server.send({ path: "/users?limit=100" }),
    await server.send({ path: `/users?name=${encodeURIComponent(name)}` }),
    await server.send({ path: `/users/${SEED_COUNT}` }),
    await server.send({
      method: "POST",
      path: "/sessions",
      body: { email, password },
    }),
  ];
  const texts = [...answers.map((answer) => answer?.text), server.output];
  const hash = /passwordHash|[0-9a-f]{32}:[0-9a-f]{64}/i;
  const telling = texts.filter(
    (text) => text?.includes(password) || hash.test(text ?? ""),
  );
  return telling.length === 0
    ? "appears in no answer and in no log, hashed or not"
    : `appears in: ${telling.join("\n")}`;
}

async function checkKnownEmail(
  server: StepServer,
  spell: (email: string) => string,
): Promise<string> {
  const details = uniqueUser();
  await signUp(server, details);
  const before = await countUsers(server);
  const answer = await signUp(server, {
    ...uniqueUser(),
    email: spell(details.email),
  });
  const stored = (await countUsers(server)) - before;
  return `${describeAnswer(answer)}, and ${stored === 0 ? "stores nothing" : "is stored"}`;
}

async function checkMassAssignment(server: StepServer): Promise<string> {
  const details = uniqueUser();
  const answer = await signUp(server, {
    ...details,
    ...{ id: 1, createdAt: "1970-01-01T00:00:00.000Z" },
    ...{ admin: true, passwordHash: "a:b" },
  });
  const user = User.safeParse(JSON.parse(answer?.text ?? ""));
  const first = await server.send({ path: "/users/1" });
  const ignored =
    user.data?.id !== 1 &&
    !user.data?.createdAt.startsWith("1970") &&
    !first?.text.includes(details.email);
  return user.success && ignored
    ? `${describeAnswer(answer)}, and are ignored`
    : `${describeAnswer(answer)}: ${answer?.text}`;
}

async function checkPrototypePollution(server: StepServer): Promise<string> {
  const { name, email, password } = uniqueUser();
  const reach = '{"id":1,"limit":1,"polluted":true}';
  const answer = await server.send({
    method: "POST",
    path: "/users?__proto__[polluted]=true",
    headers: { "Content-Type": "application/json" },
    body: `{"__proto__":${reach},"constructor":{"prototype":${reach}},"name":"${name}","email":"${email}","password":"${password}"}`,
  });
  const users = await newestUsers(server, "");
  const sound =
    User.safeParse(JSON.parse(answer?.text ?? "")).success &&
    users.length === 20 &&
    users[0]?.email === email;
  return `${describeAnswer(answer)}, and ${sound ? "reaches nothing" : JSON.stringify(users)}`;
}
