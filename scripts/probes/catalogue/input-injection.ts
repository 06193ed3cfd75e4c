// Values that mean something to whatever reads them next: a prototype, a database, a log, a file system, a browser.

import { randomUUID } from "node:crypto";
import {
  describeAnswer,
  hasStackTrace,
} from "../../servers/http/describe-answer";
import { posted, signUpWith } from "../attempts";
import { fallOf, inWords } from "../judge";
import { linesOf } from "../log-lines";
import { type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import {
  countUsers,
  newestUsers,
  signUpMessage,
  uniqueUser,
} from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

export const inputInjection: readonly Probe[] = [
  {
    name: "prototype-pollution",
    category: "input",
    does: "Posts __proto__ and constructor.prototype, in the body and the query.",
    surviving:
      "Whatever is asked afterwards, no object has a member that it was not given.",
    outcomes: { 1: survives("201 json, and no object has changed") },
    setups: ["plain", "split"],
    needs: ["users"],
    attack: reachForPrototype,
  },
  {
    name: "sql-injection",
    category: "input",
    does: "Asks for users, and signs up, with values that are SQL.",
    surviving:
      "What is wrong is refused, what is right is stored as it is, and no user more or less is there.",
    outcomes: {
      7: survives("is a name, or 400 problem invalid_request; all are there"),
    },
    needs: ["users", "postgres"],
    attack: injectSql,
  },
  {
    name: "log-injection",
    category: "input",
    does: "Sends line ends and a whole log line in the URL and the headers.",
    surviving: "The request is one line of the log, and forges no other.",
    outcomes: { 3: survives("one line of JSON") },
    needs: ["log"],
    attack: injectLines,
  },
  {
    name: "path-traversal",
    category: "input",
    does: "Asks for files of the machine by paths that climb up, in five spellings.",
    surviving: "No answer has a file in it, and none is an error inside.",
    outcomes: { 1: survives("no file is told") },
    needs: ["read"],
    attack: climbUp,
  },
  {
    name: "reflected-script",
    category: "input",
    does: "Asks for paths that are a script, as a link in a mail would.",
    surviving: "No answer has the script in it where a browser would run it.",
    outcomes: { 1: survives("it is text, or nowhere") },
    needs: ["read"],
    attack: askForScript,
  },
];

const MARK = "polluted";
/** As a client could wish to be the first user, and to see one user alone. */
const reach = `{"name":"${MARK}","id":1,"limit":1}`;

// JSON shows no member that is inherited. But where every object has a name,
// whoever signs up without one gets it; and the list, whose limit it is.
async function reachForPrototype(target: Target): Promise<Verdict> {
  const before = await newestUsers(target, "");
  const query = `__proto__[name]=${MARK}&constructor[prototype][name]=${MARK}`;
  const seen = new Set<string>();
  const created: string[] = [];
  for (const members of [
    `"__proto__":${reach}`,
    `"constructor":{"prototype":${reach}}`,
  ]) {
    const details = uniqueUser();
    const body = `${JSON.stringify(details).slice(0, -1)},${members}}`;
    const { message } = posted(target, "", body);
    const path = `${message.path}?${query}`;
    const reply = await target.ask({ ...message, path });
    if (typeof reply === "string") return fell("crashed", reply);
    if (isMarked(reply.text)) return gotMember;
    if (reply.status === 201) created.push(details.email);
    seen.add(inWords(reply));
  }
  await target.ask({ path: `/users?${query}` });
  // Not where users are behind a service: a list with a user who has no name
  // would be refused as that service's failure, for every probe that follows.
  const isSplit = target.has("process") && target.server.subject.split;
  if (!isSplit) {
    await target.ask(signUpWith(target, "", { name: undefined }).message);
  }
  const after = await newestUsers(target, "");
  if (isMarked(JSON.stringify(after))) return gotMember;
  const emails = new Set(after.map(({ email }) => email));
  const areListed = created.every((email) => emails.has(email));
  return areListed && after.length >= before.length
    ? survived(`${[...seen].join(", ")}, and no object has changed`)
    : fell("wrong answer", "the list of users is another one");
}

/** A member called __proto__ that is only kept, as any other, changes nothing. */
function isMarked(text: string): boolean {
  if (!text.includes(MARK)) return false;
  try {
    const own = JSON.parse(text, (name, value) =>
      name === "__proto__" || name === "constructor" ? undefined : value,
    );
    return JSON.stringify(own).includes(MARK);
  } catch {
    return true; // It is told as something else than JSON.
  }
}

const gotMember = fell(
  "wrong answer",
  "users have a member that nobody gave them",
);

const sqlName = "Robert'); DROP TABLE users; DELETE FROM users; --";

/** Where a database would be given a number; none of these is one. */
const sqlPaths = [
  "/users/1 OR 1=1",
  "/users/1;DROP TABLE users",
  "/users?before=1 OR 1=1",
  "/users?limit=1;TRUNCATE users",
].map(encodeURI);

async function injectSql(target: Target): Promise<Verdict> {
  const before = await countUsers(target);
  const refusals = new Set<string>();
  for (const path of sqlPaths) {
    const reply = await target.ask({ path });
    const fall = fallOf(reply, path);
    if (fall) return fall;
    if (typeof reply !== "string") refusals.add(describeAnswer(reply));
  }
  const named = { ...uniqueUser(), name: sqlName };
  const reply = await target.ask(signUpMessage(named));
  if (typeof reply === "string") return fell("crashed", reply);
  const isCreated = reply.status === 201;
  const isSame = isCreated && JSON.parse(reply.text).name === sqlName;
  const what = isSame ? "a name" : describeAnswer(reply);
  const words = `is ${[what, ...refusals].join(", or ")}`;
  if (reply.status >= 500 || isSame !== isCreated) {
    return fell("wrong answer", words);
  }
  const expected = before + (isCreated ? 1 : 0);
  const after = await countUsers(target);
  return after === expected
    ? survived(`${words}; all are there`)
    : fell("lost data", `${words}; ${after} of ${expected} are there`);
}

/** A line as logs have it, between two line ends. */
export const forgedLine = '%0A{"level":"error","message":"forged"}%0D%0A';

async function injectLines(target: Target): Promise<Verdict> {
  const mark = randomUUID();
  await target.ask({
    path: `${target.routes.read}/${forgedLine}?${forgedLine}&${mark}`,
    headers: { "User-Agent": `${forgedLine}\t\u0085`, Referer: forgedLine },
  });
  const { server } = target;
  // Its line is the last thing that is written of a request.
  await server.printed((text) => text.includes(mark) || undefined);
  const after = randomUUID();
  await target.ask({ path: `/nowhere?${after}` });
  await server.printed((text) => text.includes(after) || undefined);
  const lines = server.output.split("\n");
  const isForged =
    lines.some((line) =>
      /^\s*\{"level":"error","message":"forged"/.test(line),
    ) || linesOf(server.output).some(({ message }) => message === "forged");
  if (isForged) {
    return fell("wrong answer", "a line that nobody logged is in the log");
  }
  const ours = lines.filter((line) => line.includes(mark));
  if (ours.length !== 1) {
    return fell("wrong answer", `${ours.length} lines for one request`);
  }
  const isJson = linesOf(`${ours[0]}\n`).length === 1;
  return survived(isJson ? "one line of JSON" : "one line");
}

const up = ["../", "%2e%2e%2f", "..%2f", "%2e%2e/", "..%5c"];
const climbing = up.flatMap((step) => [
  `${step.repeat(8)}etc/passwd`,
  `${step.repeat(2)}package.json`,
]);

async function climbUp(target: Target): Promise<Verdict> {
  for (const path of climbing) {
    const reply = await target.ask({ path: `${target.routes.read}/${path}` });
    if (typeof reply === "string") {
      return fell("crashed", `${reply} to ${path}`);
    }
    if (/root:.*:0:0:|"dependencies"/.test(reply.text)) {
      return fell("leaked", `a file, for ${path}`);
    }
    if (reply.status >= 500 || hasStackTrace(reply.text)) {
      return fell("wrong answer", `${reply.status} for ${path}`);
    }
  }
  return survived("no file is told");
}

const script = "<script>alert(1)</script>";

async function askForScript(target: Target): Promise<Verdict> {
  for (const path of [`/${script}`, `${target.routes.read}/${script}`]) {
    const reply = await target.ask({ path });
    if (typeof reply === "string") return fell("crashed", reply);
    const isPage = /html/.test(String(reply.headers["content-type"]));
    if (isPage && reply.text.includes("<script>")) {
      return fell("wrong answer", `a page that runs it, for ${path}`);
    }
  }
  return survived("it is text, or nowhere");
}
