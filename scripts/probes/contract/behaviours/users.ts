// Behaviours of the users as they are listed and found.

import { describeAnswer } from "../../../servers/http/describe-answer";
import type { StepServer } from "../../targets/step-server";
import {
  countUsers,
  newestUsers,
  signUp,
  type User,
  uniqueUser,
} from "../../targets/users";
import type { Behaviour } from "../behaviour";

export const users: readonly Behaviour[] = [
  {
    name: "the list of users",
    outcomes: { 1: "is a page of it, the newest first" },
    check: checkPages,
  },
  {
    name: "a list without a limit",
    outcomes: { 1: "holds 20 users" },
    check: async (server) =>
      `holds ${(await newestUsers(server, "")).length} users`,
  },
  {
    name: "a list with a negative limit",
    outcomes: {
      1: "holds all users but one",
      6: "400 problem invalid_request",
    },
    check: checkNegativeLimit,
  },
  {
    name: "a list with a limit that is no number",
    outcomes: { 1: "200 json: []", 6: "400 problem invalid_request" },
    check: (server) => describeShortAnswer(server, "/users?limit=many"),
  },
  {
    name: "a user",
    outcomes: { 1: "is shown without what is secret" },
    check: checkOneUser,
  },
  {
    name: "an unknown user",
    outcomes: {
      1: "404 html",
      3: "404 json",
      4: "404 problem user_not_found",
    },
    check: (server) => describePath(server, "/users/999999"),
  },
  {
    name: "a user's id that is no number",
    outcomes: {
      1: "404 html",
      3: "404 json",
      4: "404 problem user_not_found",
      6: "400 problem invalid_request",
    },
    check: (server) => describePath(server, "/users/__proto__"),
  },
];

async function checkPages(server: StepServer): Promise<string> {
  await signUp(server, uniqueUser());
  const all = await newestUsers(server);
  const ids = all.map((user) => user.id);
  const descending = ids.toSorted((a, b) => b - a);
  const pages = [
    ...(await newestUsers(server, "limit=3")),
    ...(await newestUsers(server, `limit=3&before=${ids[2]}`)),
  ];
  const isSorted = String(ids) === String(descending);
  const isPaged = JSON.stringify(pages) === JSON.stringify(all.slice(0, 6));
  return isSorted && isPaged
    ? "is a page of it, the newest first"
    : `ids ${ids}, and in pages ${pages.map((user) => user.id)}`;
}

async function checkNegativeLimit(server: StepServer): Promise<string> {
  const answer = await server.send({ path: "/users?limit=-1" });
  if (answer?.status !== 200) return describeAnswer(answer);
  const missing = (await countUsers(server)) - JSON.parse(answer.text).length;
  return `holds all users but ${missing === 1 ? "one" : missing}`;
}

async function checkOneUser(server: StepServer): Promise<string> {
  const answer = await server.send({ path: "/users/2" });
  const expected: User = {
    id: 2,
    name: "Alan Allen",
    email: "alan.allen.2@example.com",
    createdAt: "2025-01-01T02:17:00.000Z",
  };
  return answer?.text === JSON.stringify(expected)
    ? "is shown without what is secret"
    : `${describeAnswer(answer)}: ${answer?.text}`;
}

async function describePath(server: StepServer, path: string): Promise<string> {
  return describeAnswer(await server.send({ path }));
}

async function describeShortAnswer(
  server: StepServer,
  path: string,
): Promise<string> {
  const answer = await server.send({ path });
  const words = describeAnswer(answer);
  return words === "200 json" ? `${words}: ${answer?.text}` : words;
}
