// Probes of accounts: what responses tell about a user, and how a user signs in.

import { describeAnswer } from "../../servers/http/describe-answer";
import type { Outcome } from "../../servers/http/request";
import { inWords } from "../judge";
import { type Probe, survives } from "../probe";
import type { Reply, Target } from "../targets/target";
import {
  countUsers,
  signInMessage,
  signUp,
  signUpMessage,
  uniqueUser,
} from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

export const identityAccounts: readonly Probe[] = [
  {
    name: "leaked-secrets",
    category: "identity",
    does: "Signs up, and reads the answer, the list and a user.",
    surviving: "No answer has a password or the hash of one in it.",
    needs: ["users"],
    setups: ["plain", "split"],
    outcomes: {
      1: survives("it appears in no answer and in no log, hashed or not"),
    },
    attack: lookForSecrets,
  },
  {
    name: "account-probing",
    category: "identity",
    does: "Signs in with a wrong password for an account, and for none.",
    surviving: "Both are refused with 401, in the same words.",
    needs: ["users", "sessions"],
    outcomes: {
      6: survives("401 problem wrong_credentials, the same for both"),
    },
    attack: probeAccounts,
  },
  {
    name: "published-password",
    category: "identity",
    does: "Signs in to a server in production, that was told of no seed users, with their published password.",
    surviving:
      "Nobody is signed in: there are no accounts but those that people made.",
    needs: ["process", "users", "sessions"],
    env: { NODE_ENV: "production", SEED_USERS: undefined },
    outcomes: { 6: survives("401 problem wrong_credentials, 0 users") },
    attack: signInAsSeedUser,
  },
  {
    name: "sign-in",
    category: "identity",
    does: "Signs in with the right password, and asks for the users with the token.",
    outcomes: {
      1: "404 html",
      4: "404 problem route_not_found",
      6: "201 json, and opens the users",
    },
    attack: signInAndList,
  },
];

/** A hash without a form that gives it away, by the name that it has. */
const secretMember = /"(\w*(?:password|passwd|pwd|salt|hash)\w*)":\s*"[^"]/i;

function goodText(reply: Reply): string {
  return typeof reply !== "string" && reply.status < 300 ? reply.text : "";
}

async function lookForSecrets(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const { name, email, password } = details;
  const created = await target.ask(signUpMessage(details));
  const shown = await target.ask({ path: `/users/${idIn(created)}` });
  const replies = [
    created,
    shown,
    await target.ask(signUpMessage(details)),
    await target.ask({ path: "/users?limit=100" }),
    await target.ask({ path: `/users?name=${encodeURIComponent(name)}` }),
    await target.ask(signInMessage(email, password)),
  ];
  const log = target.has("process") ? target.server.output : "";
  const texts = [...replies.map(textOf), log];
  const silent = replies.find((reply) => typeof reply === "string");
  if (silent) return fell("crashed", String(silent));
  const hash =
    /[0-9a-f]{32}:[0-9a-f]{64}|\$2[aby]\$\d\d\$|\$argon2|\$scrypt\$/i;
  if (texts.some((text) => text.includes(password) || hash.test(text))) {
    return fell("leaked", "a password, or its hash");
  }
  const [, member] =
    secretMember.exec(goodText(created)) ??
    secretMember.exec(goodText(shown)) ??
    [];
  if (member) return fell("leaked", `a member called ${member}`);
  const where = target.has("process") ? "no answer and in no log" : "no answer";
  return survived(`it appears in ${where}, hashed or not`);
}

async function probeAccounts(target: Target): Promise<Verdict> {
  const [known, unknown] = [uniqueUser(), uniqueUser()];
  await signUp(target, known);
  const [account, none] = [
    await target.askAsStranger(signInMessage(known.email, "not this one")),
    await target.askAsStranger(signInMessage(unknown.email, "not this one")),
  ];
  if (typeof account === "string" || typeof none === "string") {
    return fell("crashed", "no answer");
  }
  const words = inWords(account);
  if (account.status !== 401 || none.status !== 401) {
    return fell("wrong answer", `${words} and ${inWords(none)}`);
  }
  return withoutId(account.text) === withoutId(none.text)
    ? survived(`${words}, the same for both`)
    : fell("leaked", "the two refusals differ");
}

/** Of the first seed user, as every reader of the workshop knows them. */
const published = {
  email: "ada.allen.1@example.com",
  password: "correct horse battery staple",
};

async function signInAsSeedUser(target: Target): Promise<Verdict> {
  const answer = await target.askAsStranger(
    signInMessage(published.email, published.password),
  );
  if (typeof answer === "string") return fell("crashed", answer);
  const words = `${inWords(answer)}, ${await countUsers(target.server)} users`;
  return answer.status === 401 ? survived(words) : fell("leaked", words);
}

async function signInAndList(target: Target): Promise<string> {
  const { server } = target;
  const details = uniqueUser();
  const { email, password } = details;
  await signUp(server, details);
  const answer = await server.sendAsStranger(signInMessage(email, password));
  if (answer?.status !== 201) return describeAnswer(answer);
  const Authorization = `Bearer ${JSON.parse(answer.text).token}`;
  const list = await server.sendAsStranger({
    path: "/users",
    headers: { Authorization },
  });
  return `${describeAnswer(answer)}, and ${opens(list)}`;
}

function opens(list: Outcome): string {
  const words = describeAnswer(list);
  return words === "200 json" ? "opens the users" : words;
}

function idIn(created: Reply): number {
  const id = /"id":(\d+)/.exec(textOf(created))?.[1];
  return Number(id ?? 1);
}

function textOf(reply: Reply): string {
  return typeof reply === "string" ? "" : reply.text;
}

/** The one member that differs between any two answers. */
function withoutId(text: string): string {
  return text.replace(/"requestId":"[^"]*"/, "");
}
