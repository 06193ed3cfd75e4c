// Signs in as the user said, and finds the token or the cookie that proves it from then on.
import { z } from "zod";
import { UserError } from "../../servers/host/user-error";
import type { Answer } from "../../servers/http/request";
import type { Target } from "../targets/target";
import type { Login } from "./own-server";

export interface SignedIn {
  /** For every request from now on. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the token says, where it is a JSON Web Token. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

/** @throws UserError (1) in one line: what it answered instead. */
export async function signIn(target: Target, login: Login): Promise<SignedIn> {
  const { method, path, headers, body } = login;
  const isJson = typeof body === "object" && body !== null;
  const sent = { method, path, headers, ...(isJson && { body }) };
  const reply = await target.askAsStranger(sent);
  const words = typeof reply === "string" ? reply : reply.status;
  if (typeof reply === "string" || reply.status >= 300) {
    throw new UserError(
      `The login did not work: ${method} ${path} answers ${words}.`,
      1,
    );
  }
  const token = tokenIn(reply, login.token);
  if (token !== undefined) {
    const claims = claimsOf(token);
    return { headers: { Authorization: `Bearer ${token}` }, claims };
  }
  const cookies = [reply.headers["set-cookie"] ?? []].flat();
  const Cookie = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
  if (Cookie !== "") return { headers: { Cookie } };
  throw new UserError(
    `${method} ${path} answers ${words}, without a token or a cookie that could be found. Name the token's member in faults.json: login.token.`,
    1,
  );
}

const usual = /^(access_?token|id_?token|auth_?token|token|jwt|bearer)$/i;

function tokenIn({ text }: Answer, name?: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (name === undefined) return searched(json);
  const found = name.split(".").reduce<unknown>(memberOf, json);
  return typeof found === "string" ? found : undefined;
}

function searched(value: unknown): string | undefined {
  const object = z.record(z.string(), z.unknown()).safeParse(value).data ?? {};
  const members = Object.entries(object);
  const direct = members.find(
    ([name, token]) => usual.test(name) && typeof token === "string",
  );
  if (direct) return String(direct[1]);
  for (const [, inner] of members) {
    const found = searched(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return z.record(z.string(), z.unknown()).safeParse(value).data?.[name];
}

function claimsOf(
  token: string,
): Readonly<Record<string, unknown>> | undefined {
  const [, payload = ""] = token.split(".");
  try {
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    return z.record(z.string(), z.unknown()).safeParse(claims).data;
  } catch {
    return undefined; // It is a token of another kind.
  }
}
