// The contract: every behaviour that is stated, grouped by subject.
import type { Behaviour } from "./behaviour";
import { authentication } from "./behaviours/authentication";
import { bodies } from "./behaviours/bodies";
import { concurrency } from "./behaviours/concurrency";
import { errors } from "./behaviours/errors";
import { headers } from "./behaviours/headers";
import { logging } from "./behaviours/logging";
import { processes } from "./behaviours/process";
import { rateLimiting } from "./behaviours/rate-limiting";
import { services } from "./behaviours/services";
import { signUps } from "./behaviours/sign-ups";
import { users } from "./behaviours/users";

/** What is the same whether the users are in this process or in another. */
const usersAlone = [...users, ...signUps, ...concurrency];

/** Those that start servers of their own come first: they take longest. */
const everything = [
  ...processes,
  ...rateLimiting,
  ...usersAlone,
  ...bodies,
  ...errors,
  ...headers,
  ...logging,
  ...authentication,
];

export function behavioursOf({ split }: { split: boolean }): Behaviour[] {
  return split ? [...services, ...usersAlone] : everything;
}
