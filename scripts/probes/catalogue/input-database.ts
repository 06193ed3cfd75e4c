// Probes of what a database makes of odd values, and of pages while somebody signs up.

import { describeAnswer } from "../../servers/http/describe-answer";
import type { Probe } from "../probe";
import { eitherStore } from "../probe";
import type { Target } from "../targets/target";
import { newestUsers, signUp, uniqueUser } from "../targets/users";

const category = "input";

export const inputDatabase: readonly Probe[] = [
  {
    name: "text-that-no-database-stores",
    category,
    does: "Signs up with a NUL character in the name.",
    outcomes: { 6: "400 problem invalid_request" },
    attack: async (target) =>
      describeAnswer(
        await signUp(target, { ...uniqueUser(), name: "Eve\u0000" }),
      ),
  },
  {
    name: "sign-up-between-two-pages",
    category,
    does: "Asks for a page of users, signs one up, and asks for the page after.",
    outcomes: { 1: "show nobody twice, and leave nobody out" },
    setups: eitherStore,
    attack: signUpBetweenPages,
  },
  {
    name: "cursor-beyond-every-id",
    category,
    does: "Asks for the users before the largest id that a number can be.",
    outcomes: { 7: "is the first page" },
    setups: eitherStore,
    attack: askBeyondEveryId,
  },
];

async function signUpBetweenPages(target: Target): Promise<string> {
  const all = (await newestUsers(target, "limit=6")).map(({ id }) => id);
  const first = await newestUsers(target, "limit=3");
  await signUp(target, uniqueUser());
  const next = await newestUsers(target, `limit=3&before=${all[2]}`);
  const ids = [...first, ...next].map(({ id }) => id);
  return String(ids) === String(all)
    ? "show nobody twice, and leave nobody out"
    : `show ${ids} of ${all}`;
}

async function askBeyondEveryId(target: Target): Promise<string> {
  const page = await newestUsers(target, `before=${2 ** 53 - 1}`);
  const first = await newestUsers(target, "");
  const isSame = JSON.stringify(page) === JSON.stringify(first);
  return isSame ? "is the first page" : JSON.stringify(page);
}
