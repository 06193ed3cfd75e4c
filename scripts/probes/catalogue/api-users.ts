// The API as it is meant to be used: health, users, sign-ups, reports.

import { describeAnswer } from "../../servers/http/describe-answer";
import { inWords } from "../judge";
import {
  eitherStore,
  fallsBy,
  type Probe,
  type Setup,
  survives,
} from "../probe";
import type { Target } from "../targets/target";
import {
  countUsers,
  newestUsers,
  signUp,
  User,
  uniqueUser,
} from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

/** What is the same whether the users are in this process or in another. */
const withSplit: readonly Setup[] = [...eitherStore, "split"];

export const apiUsers: readonly Probe[] = [
  {
    name: "health-check",
    category: "input",
    does: "Asks for the health, as a stranger.",
    outcomes: { 1: '200 json: {"status":"ok"}' },
    setups: eitherStore,
    async attack(target) {
      const answer = await target.server.sendAsStranger({ path: "/healthz" });
      return `${describeAnswer(answer)}: ${answer?.text}`;
    },
  },
  {
    name: "user-list",
    category: "input",
    does: "Signs up, and lists the users in one page and in several.",
    outcomes: { 1: "is a page of it, the newest first" },
    setups: withSplit,
    attack: listUsers,
  },
  {
    name: "user-list-without-a-limit",
    category: "input",
    does: "Lists the users, and says nothing on how many.",
    outcomes: { 1: "holds 20 users" },
    setups: withSplit,
    attack: async (target) =>
      `holds ${(await newestUsers(target, "")).length} users`,
  },
  {
    name: "user",
    category: "input",
    does: "Asks for one user.",
    outcomes: { 1: "is shown without what is secret" },
    setups: withSplit,
    attack: showUser,
  },
  {
    name: "unknown-user",
    category: "input",
    does: "Asks for a user who does not exist.",
    outcomes: { 1: "404 html", 3: "404 json", 4: "404 problem user_not_found" },
    setups: withSplit,
    attack: (target) => describePath(target, "/users/999999"),
  },
  {
    name: "wrong-user-id",
    category: "input",
    does: "Asks for a user by an id that is not a number.",
    outcomes: {
      1: "404 html",
      3: "404 json",
      4: "404 problem user_not_found",
      6: "400 problem invalid_request",
    },
    setups: withSplit,
    attack: (target) => describePath(target, "/users/__proto__"),
  },
  {
    name: "sign-up",
    category: "input",
    does: "Signs up, and looks for the user in the list and by id.",
    outcomes: { 1: "201 json, and heads the list" },
    setups: withSplit,
    attack: signUpAndFind,
  },
  {
    name: "taken-email-in-capitals",
    category: "input",
    does: "Signs up with an e-mail that is taken, in capitals.",
    surviving: "It is refused: both addresses reach one person.",
    needs: ["users", "report"],
    outcomes: {
      1: fallsBy("wrong answer", "201 json, and is stored"),
      6: survives("409 problem email_taken, and stores nothing"),
    },
    setups: withSplit,
    attack: signUpInCapitals,
  },
  {
    name: "sign-up-report",
    category: "input",
    does: "Asks how many users signed up on each day.",
    outcomes: { 1: "counts the sign-ups of each day" },
    attack: (target) =>
      reportFirstDays(target, "", [11, 11], "counts the sign-ups of each day"),
  },
  {
    name: "sign-up-report-in-another-time-zone",
    category: "input",
    does: "Asks how many users signed up on each day of Kiribati.",
    outcomes: { 1: "counts by that zone's days" },
    // New Year comes to Kiribati fourteen hours early: ten hours of the day are left.
    attack: (target) =>
      reportFirstDays(
        target,
        "?timeZone=Pacific/Kiritimati",
        [5, 10],
        "counts by that zone's days",
      ),
  },
];

async function listUsers(target: Target): Promise<string> {
  await signUp(target, uniqueUser());
  const all = await newestUsers(target);
  const ids = all.map((user) => user.id);
  const descending = ids.toSorted((a, b) => b - a);
  const pages = [
    ...(await newestUsers(target, "limit=3")),
    ...(await newestUsers(target, `limit=3&before=${ids[2]}`)),
  ];
  const isSorted = String(ids) === String(descending);
  const isPaged = JSON.stringify(pages) === JSON.stringify(all.slice(0, 6));
  return isSorted && isPaged
    ? "is a page of it, the newest first"
    : `ids ${ids}, and in pages ${pages.map((user) => user.id)}`;
}

async function showUser(target: Target): Promise<string> {
  const answer = await target.send({ path: "/users/2" });
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

async function describePath(target: Target, path: string): Promise<string> {
  return describeAnswer(await target.send({ path }));
}

async function signUpAndFind(target: Target): Promise<string> {
  const { password, ...details } = uniqueUser();
  const answer = await signUp(target, { ...details, password });
  const user = User.parse(JSON.parse(answer?.text ?? ""));
  const list = await target.send({ path: "/users?limit=1" });
  const found = await target.send({ path: `/users/${user.id}` });
  const shown = [
    JSON.stringify([{ ...user, ...details }]),
    list?.text,
    `[${found?.text}]`,
  ];
  return shown.every((text) => text === `[${answer?.text}]`)
    ? `${describeAnswer(answer)}, and heads the list`
    : `answers ${answer?.text}, and shows ${shown}`;
}

async function signUpInCapitals(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  await signUp(target, details);
  const before = await countUsers(target);
  const email = details.email.toUpperCase();
  const answer = await signUp(target, { ...uniqueUser(), email });
  const stored = (await countUsers(target)) - before;
  const words = `${inWords(answer ?? "no answer")}, and ${stored === 0 ? "stores nothing" : "is stored"}`;
  return answer?.status !== 201 && stored === 0
    ? survived(words)
    : fell("wrong answer", words);
}

/** @param words what it comes to if the first two days have these counts. */
async function reportFirstDays(
  target: Target,
  query: string,
  // The seed users sign up one every 137 minutes, from the first of January.
  [first, second]: readonly [number, number],
  words: string,
): Promise<string> {
  const answer = await target.send({ path: `/reports/signups${query}` });
  if (answer?.status !== 200) return describeAnswer(answer);
  const days = JSON.stringify(JSON.parse(answer.text).slice(0, 2));
  const expected = [
    { day: "2025-01-01", count: first },
    { day: "2025-01-02", count: second },
  ];
  return days === JSON.stringify(expected) ? words : days;
}
