// The contract: every behaviour that is stated, grouped by subject.
import type { Behaviour } from "./behaviour";
import { bodies } from "./behaviours/bodies";
import { concurrency } from "./behaviours/concurrency";
import { errors } from "./behaviours/errors";
import { guards } from "./behaviours/guards";
import { headers } from "./behaviours/headers";
import { logging } from "./behaviours/logging";
import { processes } from "./behaviours/process";
import { services } from "./behaviours/services";
import { users } from "./behaviours/users";

/** What is the same whether the users are in this process or in another. */
const usersAlone = [...users, ...concurrency];

/** Those that start servers of their own come first: they take longest. */
const everything = [
  ...services,
  ...processes,
  ...users,
  ...concurrency,
  ...bodies,
  ...errors,
  ...headers,
  ...logging,
  ...guards,
];

export function behavioursOf({ split }: { split: boolean }): Behaviour[] {
  return split ? [...services, ...usersAlone] : everything;
}
