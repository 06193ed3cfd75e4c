// Signs users up, and finds out what a server has kept of them.
import { z } from "zod";
import type { Message, Outcome } from "../http/exchange";
import type { StepServer } from "./step-server";

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

let newcomers = 0;

/** Somebody who has not been here before. */
export function newcomer(): SignUp {
  newcomers += 1;
  return {
    name: `Newcomer ${newcomers}`,
    email: `newcomer-${newcomers}@example.com`,
    password: `the secret of newcomer ${newcomers}`,
  };
}

export function signUpMessage(body: Message["body"]): Message {
  return { method: "POST", path: "/users", body };
}

export function signUp(
  server: StepServer,
  details: Message["body"],
): Promise<Outcome> {
  return server.send(signUpMessage(details));
}

/** Whatever a step let in. */
const AnyUser = z.looseObject({
  id: z.number(),
  email: z.string().optional(),
});
type AnyUser = z.infer<typeof AnyUser>;

/** The newest users, up to a hundred. */
export async function newestUsers(
  server: StepServer,
  query = "limit=100",
): Promise<AnyUser[]> {
  const answer = await server.send({ path: `/users?${query}` });
  return z.array(AnyUser).parse(JSON.parse(answer?.text ?? ""));
}

/** How many of the newest users have this e-mail. */
export async function kept(
  server: StepServer,
  { email }: Pick<SignUp, "email">,
): Promise<number> {
  const users = await newestUsers(server);
  return users.filter((user) => user.email === email).length;
}

/** How many users there are, by the one report that counts them all. */
export async function countUsers(server: StepServer): Promise<number> {
  const answer = await server.send({ path: "/reports/signups" });
  const days = z
    .array(z.object({ day: z.iso.date(), count: z.number() }))
    .parse(JSON.parse(answer?.text ?? ""));
  return days.reduce((sum, { count }) => sum + count, 0);
}
