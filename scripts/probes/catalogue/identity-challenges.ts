// Probes of what HTTP says about credentials: challenges, spacing, caches; and of passwords that are nearly the right one.

import type { Message } from "../../servers/http/request";
import { bearer, tokenSignedWith } from "../bearer-tokens";
import { inWords, silence } from "../judge";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { signInMessage, signUpMessage, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const category = "identity";

export const identityChallenges: readonly Probe[] = [
  {
    name: "refusals-without-a-challenge",
    category,
    does: "Asks without a token, with a wrong one, and signs in with a wrong password.",
    surviving:
      "Each 401 has a WWW-Authenticate, and a challenge of Bearer has a parameter.",
    needs: ["read", "credentials", "sessions"],
    outcomes: { 6: survives("3 of 3 say how to get in") },
    attack: lookForChallenges,
  },
  {
    name: "odd-bearers",
    category,
    does: "Sends a right token behind two spaces, in capitals and in small letters; and with a word too many.",
    surviving:
      "The first are what RFC 9110 allows, and get in; the last is not, and is refused.",
    needs: ["read", "token secret", "sessions"],
    outcomes: { 6: survives("3 of 3 get in, and 2 of 2 stay out") },
    attack: spellBearer,
  },
  {
    name: "twin-passwords",
    category,
    does: "Signs in with passwords that differ from the right one in a byte: far behind, after a NUL, in a space at the end, in half a character.",
    surviving: "None of them opens the account.",
    needs: ["users", "sessions"],
    outcomes: { 6: survives("4 of 4 pairs are two passwords") },
    attack: tryTwins,
  },
  {
    name: "normal-forms",
    category,
    does: "Signs up with a password as one keyboard types it, and signs in as another does.",
    surviving: "It is the same password in each normal form of Unicode.",
    needs: ["users", "sessions"],
    outcomes: { 6: survives("201 json for the other form") },
    attack: signInWithOtherForm,
  },
  {
    name: "shared-caches",
    category,
    does: "Asks for the users with credentials, and looks who may keep the answer.",
    surviving:
      "No cache that others share may: it is private, or not to be stored.",
    needs: ["read", "credentials"],
    outcomes: {
      1: fallsBy("leaked", "a shared cache may keep 200 json"),
      6: survives("private, no-cache"),
    },
    attack: lookForCaching,
  },
];

async function lookForChallenges(target: Target): Promise<Verdict> {
  const { read } = target.routes;
  const { email } = uniqueUser();
  const attempts: Readonly<Record<string, Message>> = {
    "no token": { path: read },
    "a wrong token": { path: read, headers: bearer("a.b.c") },
    "a wrong password": signInMessage(email, "a wrong password"),
  };
  for (const [what, message] of Object.entries(attempts)) {
    const reply = await target.askAsStranger(message);
    if (typeof reply === "string") return silence(reply, what);
    const challenge = reply.headers["www-authenticate"] ?? "";
    const isBare = /^bearer$/i.test(challenge.trim());
    if (reply.status === 401 && (challenge === "" || isBare)) {
      const says = challenge ? "a challenge without a parameter" : "none";
      return fell("wrong answer", `${inWords(reply)} for ${what}: ${says}`);
    }
  }
  const count = Object.keys(attempts).length;
  return survived(`${count} of ${count} say how to get in`);
}

async function spellBearer(target: Target): Promise<Verdict> {
  const token = tokenSignedWith(target.tokenSecret);
  const right = [`Bearer  ${token}`, `BEARER ${token}`, `bearer ${token}`];
  const wrong = [`Bearer ${token} ${token}`, `Bearer ${token},${token}`];
  for (const Authorization of [...right, ...wrong]) {
    const spelling = Authorization.replaceAll(token, "token");
    const reply = await target.askAsStranger({
      path: target.routes.read,
      headers: { Authorization },
    });
    if (typeof reply === "string") return silence(reply, spelling);
    const isRight = right.includes(Authorization);
    const isIn = reply.status === 200;
    if (isIn !== isRight || reply.status >= 500) {
      return fell("wrong answer", `${inWords(reply)} for "${spelling}"`);
    }
  }
  const [all, none] = [right.length, wrong.length];
  return survived(`${all} of ${all} get in, and ${none} of ${none} stay out`);
}

const long = "a password of more than seventy-two bytes ".repeat(2);

/** What is stored, and what must not open the account. */
const twins: Readonly<Record<string, readonly [string, string]>> = {
  "the 85th byte": [`${long}a`, `${long}b`],
  "what follows a NUL": ["the secret\u0000one", "the secret\u0000two"],
  "a space at the end": ["the secret of spaces ", "the secret of spaces"],
  "half a character": ["the secret \ud800", "the secret \udfff"],
};

async function tryTwins(target: Target): Promise<Verdict> {
  for (const [what, [password, twin]] of Object.entries(twins)) {
    const details = { ...uniqueUser(), password };
    const created = await target.ask(signUpMessage(details));
    if (typeof created === "string") return silence(created, what);
    if (created.status !== 201) continue; // That is a way to keep them apart.
    const message = signInMessage(details.email, twin);
    const reply = await target.askAsStranger(message);
    if (typeof reply === "string") return silence(reply, what);
    if (reply.status < 400) {
      return fell("leaked", `${what} makes no difference to a password`);
    }
  }
  const count = Object.keys(twins).length;
  return survived(`${count} of ${count} pairs are two passwords`);
}

async function signInWithOtherForm(target: Target): Promise<Verdict> {
  const password = "na\u00efvet\u00e9, d\u00e9j\u00e0 vu";
  const details = { ...uniqueUser(), password };
  const created = await target.ask(signUpMessage(details));
  if (typeof created === "string") return silence(created, "a password");
  if (created.status !== 201) return fell("wrong answer", inWords(created));
  const reply = await target.askAsStranger(
    signInMessage(details.email, password.normalize("NFD")),
  );
  if (typeof reply === "string") return silence(reply, "the other form");
  const words = `${inWords(reply)} for the other form`;
  return reply.status < 300 ? survived(words) : fell("wrong answer", words);
}

async function lookForCaching(target: Target): Promise<Verdict> {
  const message = target.withCredentials({ path: target.routes.read });
  const reply = await target.askAsStranger(message);
  if (typeof reply === "string") return silence(reply, "credentials");
  const cacheControl = reply.headers["cache-control"] ?? "";
  if (/\b(private|no-store)\b/.test(cacheControl))
    return survived(cacheControl);
  // RFC 9111, section 3.5: that header closes shared caches, unless this opens them.
  const names = Object.keys(message.headers ?? {})
    .join()
    .toLowerCase();
  const isOpened = /\b(public|s-maxage|must-revalidate)\b/.test(cacheControl);
  return names.includes("authorization") && !isOpened
    ? survived("none may, for Authorization")
    : fell("leaked", `a shared cache may keep ${inWords(reply)}`);
}
