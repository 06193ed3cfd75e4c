// Probes of credentials: which requests get in, and by which proof of identity.

import {
  describeAnswer,
  describeRefusal,
} from "../../servers/http/describe-answer";
import type { Answer, Message } from "../../servers/http/request";
import { bearer, tokenSignedWith, unsignedToken } from "../bearer-tokens";
import { inWords } from "../judge";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { signUpMessage, uniqueUser } from "../targets/users";
import { type Fall, fell, survived, type Verdict } from "../verdict";

const refused = "401 problem unauthorized with www-authenticate";
const openThenClosed = { 1: "200 json", 6: refused };

type Headers = Message["headers"];
type Attempts = Readonly<Record<string, Headers>>;

export const identityCredentials: readonly Probe[] = [
  closedSince6({
    name: "alg-none-token",
    does: "Asks for what is closed with a token whose algorithm is none, in three spellings.",
    surviving: "Each is refused with 401.",
    attempts: ({ claims }) => ({
      "alg none": unsigned("none", claims),
      "alg None": unsigned("None", claims),
      "alg NONE": unsigned("NONE", claims),
    }),
    naive: "200 json for all 3",
  }),
  closedSince6({
    name: "broken-credentials",
    does: "Asks for what is closed with tokens that are none, and schemes that do not exist.",
    surviving: "Each is refused with 401, and none is an error inside.",
    attempts: () => ({
      "a token that is none": bearer("a.b.c"),
      "a token of dots": bearer(".."),
      "a token that is a header only": bearer("eyJhbGciOiJIUzI1NiJ9"),
      "no token": { Authorization: "Bearer" },
      "another scheme": { Authorization: "Basic YWRhOmFkYQ==" },
    }),
    naive: "200 json for all 5",
  }),
  {
    ...closedSince6({
      name: "expired-token",
      does: "Asks for what is closed with tokens of last year, of no end, and of another issuer.",
      surviving: "Each is refused with 401, though its signature is right.",
      attempts: ({ tokenSecret }) => ({
        "a token of last year": signed(tokenSecret, { exp: 1 }),
        "a token of no end": signed(tokenSecret, { exp: undefined }),
        "a token of another issuer": signed(tokenSecret, { iss: "else" }),
      }),
      naive: "200 json for all 3",
    }),
    needs: ["read", "credentials", "token secret"],
  },
  closedSince6({
    name: "forged-token",
    does: "Asks for what is closed with a token that is signed with another key.",
    surviving: "It is refused with 401.",
    attempts: ({ claims }) => ({
      "a forged token": signed("guessed", claims),
      "an empty key's token": signed("", claims),
    }),
    naive: "200 json for all 2",
  }),
  closedSince6({
    name: "guessed-key",
    does: "Asks for what is closed with keys that are guessed, empty and very long.",
    surviving: "Each is refused with 401.",
    attempts: ({ credentialNames: [name = "X-Api-Key"] }) => ({
      "a guessed key": { [name]: "a-guess" },
      "an empty key": { [name]: "" },
      "a key of 8 kB": { [name]: "k".repeat(8000) },
    }),
    naive: "200 json for all 3",
  }),
  closedSince6({
    name: "no-credentials",
    does: "Asks for what is closed without saying who asks.",
    surviving: "It is refused with 401.",
    attempts: () => ({ "a stranger": undefined }),
    naive: "200 json for a stranger",
  }),
  {
    name: "odd-spellings",
    category: "identity",
    does: "Asks for what is closed as a stranger, in nine spellings of the path.",
    surviving: "No spelling opens it.",
    needs: ["read", "credentials"],
    outcomes: {
      1: fallsBy("leaked", "5 of 9 are open"),
      3: fallsBy("leaked", "6 of 9 are open"),
      6: survives("0 of 9 are open"),
    },
    attack: trySpellings,
  },
  withoutCredentials("a-user", "/users/1", openThenClosed),
  withoutCredentials("a-report", "/reports/signups", openThenClosed),
  withoutCredentials("metrics", "/metrics", { 6: refused }),
  {
    name: "sign-up-without-credentials",
    category: "identity",
    does: "Signs up without credentials, which a new user does not have.",
    outcomes: { 1: "201 json" },
    attack: async (target) =>
      describeAnswer(
        await target.server.sendAsStranger(signUpMessage(uniqueUser())),
      ),
  },
  {
    name: "right-key",
    category: "identity",
    does: "Asks for what is closed with the right API key.",
    outcomes: { 1: "200 json" },
    attack: async (target) =>
      describeAnswer(await target.send({ path: "/users" })),
  },
  {
    name: "right-token",
    category: "identity",
    does: "Asks for what is closed with a token signed with the server's own key.",
    outcomes: { 1: "200 json" },
    attack: async ({ server, tokenSecret }) =>
      describeRefusal(
        await server.sendAsStranger({
          path: "/users",
          headers: { ...signed(tokenSecret) },
        }),
      ),
  },
];

interface ClosedRoute {
  readonly name: string;
  readonly does: string;
  readonly surviving: string;
  readonly attempts: (target: Target) => Attempts;
  /** What is seen until step 5, which asks for no proof at all. */
  readonly naive: string;
}

/** A fault of a proof that proves nothing, which step 6 looks at first. */
function closedSince6({
  attempts,
  naive,
  ...sentences
}: ClosedRoute): Probe & { readonly surviving: string } {
  return {
    ...sentences,
    category: "identity",
    needs: ["read", "credentials"],
    outcomes: { 1: fallsBy("leaked", naive), 6: survives(refused) },
    attack: (target) => staysClosed(target, attempts(target)),
  };
}

function withoutCredentials(
  what: string,
  path: string,
  outcomes: Probe["outcomes"],
): Probe {
  return {
    name: `${what}-without-credentials`,
    category: "identity",
    does: `Asks for ${path} without credentials.`,
    outcomes,
    attack: async ({ server }) =>
      describeRefusal(await server.sendAsStranger({ path })),
  };
}

/** Survived if every attempt is refused with 401 or 403. */
async function staysClosed(
  target: Target,
  attempts: Attempts,
): Promise<Verdict> {
  const refusals = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const [what, headers] of Object.entries(attempts)) {
    const message = { path: target.routes.read, ...(headers && { headers }) };
    const reply = await target.askAsStranger(message);
    if (reply === "hung") return fell("hung", `no answer to ${what}`);
    if (reply === "no answer") return fell("crashed", `no answer to ${what}`);
    const words = refusalInWords(reply);
    if (reply.status === 401 || reply.status === 403) refusals.add(words);
    else {
      const how = reply.status === 200 ? "leaked" : "wrong answer";
      mistakes.push({ how, what, words });
    }
  }
  return mistakes.length === 0
    ? survived([...refusals].join(", "))
    : fallBy(mistakes, Object.keys(attempts).length);
}

/** As it reads for any server, the workshop's or another. */
function refusalInWords(answer: Answer): string {
  const challenge = answer.headers["www-authenticate"];
  return `${inWords(answer)}${challenge ? " with www-authenticate" : ""}`;
}

interface Mistake {
  readonly how: Fall;
  readonly what: string;
  readonly words: string;
}

function fallBy(mistakes: readonly Mistake[], attempts: number): Verdict {
  const how = mistakes.some((one) => one.how === "leaked")
    ? "leaked"
    : "wrong answer";
  const [first] = mistakes;
  const areAlike = mistakes.every(({ words }) => words === first?.words);
  if (areAlike && mistakes.length === attempts && attempts > 1) {
    return fell(how, `${first?.words} for all ${attempts}`);
  }
  return fell(
    how,
    mistakes.map(({ what, words }) => `${words} for ${what}`).join(", "),
  );
}

function spellingsOf({ read, health }: Target["routes"]): string[] {
  const [path = ""] = read.split("?");
  const first = /\/(\w)(?=[^/]*$)/;
  const capital = path.replace(first, (letter) => letter.toUpperCase());
  const encoded = path.replace(
    first,
    (_, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`,
  );
  return [
    ...[`${path}/`, `${path}//`, `/${path}`, path.toUpperCase()],
    ...[`${capital}/1`, `${path}/1/`, encoded, `${path}/%31`],
    `${health}/..${path}`,
  ];
}

async function trySpellings(target: Target): Promise<Verdict> {
  const paths = spellingsOf(target.routes);
  const open: string[] = [];
  // Whatever is told of a path that is none may be told of these as well.
  const nothing = await target.askAsStranger({ path: "/no/such/path" });
  const toldAnyway = typeof nothing === "string" ? "" : nothing.text;
  for (const path of paths) {
    const reply = await target.askAsStranger({ path });
    if (typeof reply === "string") return fell("crashed", `${reply}: ${path}`);
    if (reply.status === 200 && reply.text !== toldAnyway) open.push(path);
  }
  const words = `${open.length} of ${paths.length} are open`;
  return open.length === 0 ? survived(words) : fell("leaked", words);
}

function signed(secret: string, wrong?: Parameters<typeof tokenSignedWith>[1]) {
  return bearer(tokenSignedWith(secret, wrong));
}

/** @param known what a token of this server says, where that is known */
function unsigned(algorithm: string, known?: Target["claims"]): Headers {
  return bearer(unsignedToken(algorithm, known));
}
