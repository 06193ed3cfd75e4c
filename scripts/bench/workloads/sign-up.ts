// Sign-ups: a password is hashed and a user stored.
import type { KindInput, TimedWorkload } from "./workload";

/** A sign-up under an e-mail address that nobody else has. */
export const signUpRequest: KindInput = {
  name: "sign-up",
  method: "POST",
  path: "/users",
  body: JSON.stringify({
    name: "Ada Lovelace",
    email: "ada.{{n}}@example.org",
    password: "a password to be hashed",
  }),
  expect: [201],
};

export const signUp: TimedWorkload = {
  type: "timed",
  name: "sign-up",
  what: "POST /users",
  kinds: [signUpRequest],
  connections: 4,
  closed: true,
  headline: { measure: "cpuPerRequest" },
  users: [1000],
  volatile: ["createdAt"],
  writes: true,
  shortestMs: 500,
};
