// Signs users up, and finds out what a server has kept of them.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Message, Outcome } from "../../servers/http/request";
import type { StepServer } from "./step-server";

/** Whoever passes messages on to a server of users. */
type Sender = Pick<StepServer, "send">;

/** A user as every step shows it: these members and no other. */
export const User = z.strictObject({
  id: z.number().int().positive(),
  name: z.string(),
  email: z.string(),
  createdAt: z.iso.datetime(),
});
export type User = z.infer<typeof User>;

export interface SignUp {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

let created = 0;
/** A server of the user's own may have met those of an earlier run. */
const run = randomUUID().slice(0, 8);

/** A user whom no server has met yet. */
export function uniqueUser(): SignUp {
  created += 1;
  return {
    name: `User ${created}`,
    email: `user-${created}-${run}@example.com`,
    password: `the secret of user ${created}`,
  };
}

export function signUpMessage(body: Message["body"]): Message {
  return { method: "POST", path: "/users", body };
}

export function signInMessage(email: string, password: string): Message {
  return { method: "POST", path: "/sessions", body: { email, password } };
}

export function signUp(
  server: Sender,
  details: Message["body"],
): Promise<Outcome> {
  return server.send(signUpMessage(details));
}

/** Whatever a step let in, and took for an e-mail. */
const AnyUser = z.looseObject({
  id: z.number(),
  email: z.unknown().optional(),
});
type AnyUser = z.infer<typeof AnyUser>;

/** The newest users, up to a hundred. */
export async function newestUsers(
  server: Sender,
  query = "limit=100",
): Promise<AnyUser[]> {
  const answer = await server.send({ path: `/users?${query}` });
  return z.array(AnyUser).parse(JSON.parse(answer?.text ?? ""));
}

/** How many of the newest users have this e-mail. */
export async function kept(
  server: Sender,
  { email }: Pick<SignUp, "email">,
): Promise<number> {
  const users = await newestUsers(server);
  return users.filter((user) => user.email === email).length;
}

/** How many users there are, by the one report that counts them all. */
export async function countUsers(server: Sender): Promise<number> {
  const answer = await server.send({ path: "/reports/signups" });
  const days = z
    .array(z.object({ day: z.iso.date(), count: z.number() }))
    .parse(JSON.parse(answer?.text ?? ""));
  return days.reduce((sum, { count }) => sum + count, 0);
}
