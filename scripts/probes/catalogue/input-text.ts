// Text that is broken, invisible, or one thing in two spellings.

import { requestText, statusesIn } from "../../servers/http/raw";
import { posted, signUpWith } from "../attempts";
import { inWords, rejectsAll, silence } from "../judge";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { newestUsers, signUpMessage, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const category = "input";

export const inputText: readonly Probe[] = [
  {
    name: "malformed-text",
    category,
    does: "Signs up with a name in Latin-1, whose bytes are not UTF-8.",
    surviving:
      "It is refused as the client's fault, and no other name is stored in its place.",
    needs: ["users"],
    outcomes: {
      1: fallsBy("wrong answer", "201 json for a name in Latin-1"),
      3: survives("refused with 400 html with a stack trace"),
      4: survives("refused with 400 problem malformed_text"),
    },
    attack(target) {
      const body = JSON.stringify({ ...uniqueUser(), name: "Zo\u00eb" });
      const bytes = Buffer.from(body, "latin1");
      return rejectsAll(target, [posted(target, "a name in Latin-1", bytes)]);
    },
  },
  {
    name: "split-character",
    category,
    does: "Signs up with a name of which one character arrives in two pieces.",
    surviving: "The name is stored as it was sent.",
    needs: ["users"],
    outcomes: {
      1: fallsBy("wrong answer", "201, and stored as Zo\ufffd\ufffd"),
      3: survives("stored as it was sent"),
    },
    attack: splitCharacter,
  },
  {
    name: "half-characters",
    category,
    does: "Signs up with half a surrogate pair in the name, and in the password.",
    surviving:
      "Each is refused as the client's fault: it has no bytes, and would be stored as another text.",
    needs: ["users"],
    outcomes: {
      1: fallsBy("wrong answer", "201 json for a name with half a character"),
      6: survives(
        "refused with 400 problem invalid_request (name), 400 problem invalid_request (password)",
      ),
    },
    attack: (target) =>
      rejectsAll(target, [
        signUpWith(target, "a name with half a character", {
          name: "Zo\ud83d",
        }),
        signUpWith(target, "a password with half a character", {
          password: "a long secret \udca9",
        }),
      ]),
  },
  {
    name: "invisible-names",
    category,
    does: "Signs up with names that nobody sees, that run backwards, and that a terminal obeys.",
    surviving: "Each is refused as the client's fault.",
    needs: ["users"],
    outcomes: {
      1: fallsBy("wrong answer", "201 json for zero-width spaces"),
      6: survives("refused with 400 problem invalid_request (name)"),
    },
    attack: (target) =>
      rejectsAll(target, [
        signUpWith(target, "zero-width spaces", { name: "\u200b\u200b" }),
        signUpWith(target, "an empty letter", { name: "\u3164" }),
        signUpWith(target, "a name that turns round", { name: "\u202enimda" }),
        signUpWith(target, "a name of two lines", { name: "Ada\nroot" }),
        signUpWith(target, "a name that clears the screen", {
          name: "Ada\u001b[2J",
        }),
      ]),
  },
  {
    name: "unusual-emails",
    category,
    does: "Signs up with e-mails that are rare, and right: an apostrophe, signs, a domain in other letters.",
    surviving: "Each of them signs up.",
    needs: ["users"],
    outcomes: { 1: survives("4 of 4 sign up") },
    attack: signUpWithUnusualEmails,
  },
];

/** A chunk for each piece: however they travel, the server gets them apart. */
async function splitCharacter(target: Target): Promise<Verdict> {
  const details = { ...uniqueUser(), name: "Zo\u00eb" };
  const bytes = Buffer.from(JSON.stringify(details));
  const middle = bytes.indexOf("\u00eb") + 1;
  const head = requestText(
    target.withCredentials({
      ...{ method: "POST", path: "/users" },
      headers: {
        ...{ "Content-Type": "application/json", Connection: "close" },
        "Transfer-Encoding": "chunked",
      },
    }),
  );
  const { text, end } = await target.talk(
    Buffer.concat([
      Buffer.from(head),
      chunkOf(bytes.subarray(0, middle)),
      chunkOf(bytes.subarray(middle)),
      chunkOf(Buffer.alloc(0)),
    ]),
  );
  const [status] = statusesIn(text);
  if (status === undefined) {
    return silence(end === "open" ? "hung" : "no answer", "two chunks");
  }
  const users = await newestUsers(target);
  const stored = users.find(({ email }) => email === details.email)?.name;
  return stored === details.name
    ? survived("stored as it was sent")
    : fell("wrong answer", `${status}, and stored as ${stored}`);
}

function chunkOf(bytes: Buffer): Buffer {
  const size = Buffer.from(`${bytes.length.toString(16)}\r\n`);
  return Buffer.concat([size, bytes, Buffer.from("\r\n")]);
}

async function signUpWithUnusualEmails(target: Target): Promise<Verdict> {
  const { email } = uniqueUser();
  const emails = [
    `o'hara-${email}`,
    `sales/eu=1!${email}`,
    email.replace("user-", "user+workshop-"),
    email.replace("example.com", "xn--80akhbyknj4f.xn--p1ai"),
  ];
  for (const unusual of emails) {
    const details = { ...uniqueUser(), email: unusual };
    const reply = await target.ask(signUpMessage(details));
    if (typeof reply === "string") return silence(reply, unusual);
    if (reply.status !== 201) {
      return fell("wrong answer", `${inWords(reply)} for ${unusual}`);
    }
  }
  return survived(`${emails.length} of ${emails.length} sign up`);
}
