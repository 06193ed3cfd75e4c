// Says in words what an attack did to the server, by asking the server.
import type { NaiveServer } from "./naive-server";
import type { Exchange } from "./recorded-requests";

export async function life({ isAlive }: NaiveServer): Promise<string> {
  return (await isAlive()) ? "the server still answers" : "the server has died";
}

export function leak(exchanges: readonly Exchange[]): string {
  // As in "at handler (/srv/server.ts:12:34)", be it in HTML or not.
  const shown = exchanges.some(({ text }) => /\bat .+:\d+:\d+/.test(text));
  return shown ? "an answer shows the stack" : "no answer shows the stack";
}

export function delay(hashes: number): string {
  return `a bystander waited for ${hashes < 8 ? hashes : "8 or more"} hashes`;
}

/** Compares each sign-up's answer with what GET /users/:id says afterwards. */
export async function acknowledgement(
  server: NaiveServer,
  exchanges: readonly Exchange[],
): Promise<string> {
  const accepted = acceptedSignUps(exchanges);
  if (accepted.length === 0) return "no sign-up was answered 201";
  if (!(await server.isAlive())) return life(server);
  for (const body of accepted) {
    const { id } = JSON.parse(body);
    const response = await fetch(`${server.url}/users/${id}`);
    const stored = await response.text();
    if (stored !== body) return "a user with a 201 is not stored";
  }
  return "every user with a 201 is stored";
}

/** Looks for the e-mail of each sign-up that was accepted among all users. */
export async function loss(
  server: NaiveServer,
  exchanges: readonly Exchange[],
): Promise<string> {
  const accepted = acceptedSignUps(exchanges);
  if (accepted.length === 0) return "no sign-up was answered 201";
  if (!(await server.isAlive())) return life(server);
  const response = await fetch(`${server.url}/users?limit=1000000`);
  const users = await response.text();
  const gone = accepted
    .map((body) => JSON.stringify(JSON.parse(body).email))
    .some((email) => !users.includes(`"email":${email}`));
  return gone
    ? "an e-mail with a 201 is nowhere"
    : "every e-mail with a 201 is there";
}

/** The answers of the sign-ups with status 201. */
function acceptedSignUps(exchanges: readonly Exchange[]): string[] {
  return exchanges
    .filter(
      ({ request, status }) => request === "POST /users" && status === 201,
    )
    .map(({ text }) => text);
}
