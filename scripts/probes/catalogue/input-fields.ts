// Sign-ups whose members are wrong, not there, or not the client's to choose.

import { signUpWith } from "../attempts";
import { countingUsers, inWords, rejectsAll, usersMore } from "../judge";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import {
  countUsers,
  newestUsers,
  signUp,
  signUpMessage,
  uniqueUser,
} from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

export const inputFields: readonly Probe[] = [
  {
    name: "invalid-fields",
    category: "input",
    does: "Signs up without an e-mail, with one that is none, and with an empty name.",
    surviving: "Each is refused as the client's fault.",
    outcomes: {
      1: fallsBy("wrong answer", "201 json for no e-mail"),
      6: survives(
        "refused with 400 problem invalid_request (email), 400 problem invalid_request (name)",
      ),
    },
    needs: ["users"],
    destructive: "if it falls",
    attack: (target) =>
      rejectsAll(target, [
        signUpWith(target, "no e-mail", { email: undefined }),
        signUpWith(target, "an e-mail that is none", { email: "nobody" }),
        signUpWith(target, "an empty name", { name: "" }),
        signUpWith(target, "a name of 10 000 letters", {
          name: "A".repeat(10_000),
        }),
      ]),
  },
  {
    name: "password-alone",
    category: "input",
    does: "Signs up with a password, and neither a name nor an e-mail.",
    outcomes: {
      1: "201 json, and 1 user more",
      6: "400 problem invalid_request (name, email), and 0 users more",
    },
    needs: ["users"],
    attack: (target) =>
      describeSignUp(target, { password: "correct horse battery" }),
  },
  {
    name: "wrong-types",
    category: "input",
    does: "Signs up with a number, a list and an object for what should be text.",
    surviving:
      "Each is refused as the client's fault, and the server stays up.",
    outcomes: {
      1: fallsBy(
        "wrong answer",
        "201 json for a name that is an object, and 1 user more",
      ),
      6: survives(
        "refused with 400 problem invalid_request (name), 400 problem invalid_request (email), 400 problem invalid_request (password), and 0 users more",
      ),
    },
    needs: ["users"],
    attack: (target) =>
      countingUsers(target, () =>
        rejectsAll(target, [
          signUpWith(target, "a name that is an object", { name: { $gt: "" } }),
          signUpWith(target, "an e-mail that is a list", {
            email: ["a@b.example"],
          }),
          signUpWith(target, "a password that is a list", { password: [] }),
          signUpWith(target, "a password that is a number", { password: 1 }),
        ]),
      ),
  },
  {
    name: "mass-assignment",
    category: "input",
    does: "Signs up with an id, a date and a role of its own choice.",
    surviving: "It is refused, or stored without any of them.",
    outcomes: { 1: survives("201 json, stored without them") },
    setups: ["plain", "split"],
    needs: ["users"],
    attack: assignMembers,
  },
];

async function describeSignUp(target: Target, body: object): Promise<string> {
  const before = await countUsers(target);
  const answer = await signUp(target, body);
  const more = (await countUsers(target)) - before;
  return `${inWords(answer ?? "no answer")}, and ${usersMore(more)}`;
}

async function assignMembers(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const wanted = {
    id: await idToTake(target),
    createdAt: "1815-12-10T00:00:00.000Z",
    admin: true,
    passwordHash: "a:b",
  };
  const reply = await target.ask(signUpMessage({ ...details, ...wanted }));
  if (typeof reply === "string") return fell("crashed", reply);
  const users = await newestUsers(target);
  const stored = users.find(({ email }) => email === details.email);
  if (!stored) return survived(`refused with ${inWords(reply)}`);
  const other = await target.send({ path: `/users/${wanted.id}` });
  const shown = [stored, membersIn(reply.text), membersIn(other?.text)];
  const ofSignUp = shown.filter(({ email }) => email === details.email);
  const taken = Object.entries(wanted).filter(([name, value]) =>
    ofSignUp.some(
      (user: Readonly<Record<string, unknown>>) => user[name] === value,
    ),
  );
  return taken.length === 0
    ? survived(`${inWords(reply)}, stored without them`)
    : fell("wrong answer", `stored with its own ${taken.map(([k]) => k)}`);
}

/** Another user's, where the server is there to be hurt. */
async function idToTake(target: Target): Promise<number> {
  const first = await target.send({ path: "/users/1" });
  return target.has("process") && first?.status === 200 ? 1 : 4711;
}

function membersIn(text = ""): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {}; // It is no user at all.
  }
}
