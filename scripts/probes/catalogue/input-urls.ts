// URLs that are wrong, lead nowhere, or ask for what no client should get.

import { asked } from "../attempts";
import { fallOf, inWords, rejectsAll, rejectsEach, silence } from "../judge";
import { fallsBy, type Probe, survives } from "../probe";
import { manyUsers } from "../reports-at-once";
import type { Reply, Target } from "../targets/target";
import { countUsers } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const LONGEST_PAGE = 1000;

export const inputUrls: readonly Probe[] = [
  {
    name: "malformed-url",
    category: "input",
    does: "Asks for paths whose percent signs are cut off or mean no character.",
    surviving:
      "Each is refused as the client's fault, and the refusal tells nothing of the inside.",
    outcomes: {
      1: fallsBy("leaked", "400 html with a stack trace for the id %E0%A4%A"),
      4: survives("refused with 400 problem malformed_url"),
    },
    needs: ["read"],
    attack: (target) =>
      rejectsAll(
        target,
        ["%E0%A4%A", "%", "%ff"].map((id) =>
          asked(`the id ${id}`, `${target.routes.read}/${id}`),
        ),
        { discreet: true },
      ),
  },
  {
    name: "unknown-route",
    category: "input",
    does: "Asks for a path and for a method that the API does not have.",
    surviving:
      "Each is refused as JSON, as everything else that the API says, and not as a page of HTML.",
    outcomes: {
      1: fallsBy("wrong answer", "404 html for an unknown path, PATCH"),
      4: survives("refused with 404 problem route_not_found"),
    },
    needs: ["read", "json"],
    attack(target) {
      const path = `${target.routes.read}/1`;
      return rejectsEach(
        target,
        [
          asked("an unknown path", "/no/such/path"),
          { what: "PATCH", message: { method: "PATCH", path } },
        ],
        { discreet: true, json: true },
      );
    },
  },
  {
    name: "wrong-query",
    category: "input",
    does: "Asks for a page of abc, of -1 and of two users, in one request each.",
    surviving: "Each is refused as the client's fault.",
    outcomes: {
      1: fallsBy(
        "wrong answer",
        "?limit=abc: no users; ?limit=-1: all users but one; ?limit=1&limit=2: no users; ?before=x: no users",
      ),
      6: survives(
        "refused with 400 problem invalid_request (limit), 400 problem invalid_request (before)",
      ),
    },
    setups: ["plain", "split"],
    needs: ["users", "pages"],
    attack: askForOddPages,
  },
  {
    name: "numbers-in-disguise",
    category: "input",
    does: "Asks for page 0x10, 1e1 and 010, and for the user 0x1, 1e0 and a line end behind 1.",
    surviving:
      "Each is refused as the client's fault: one thing has one spelling.",
    outcomes: {
      1: fallsBy("wrong answer", "200 json for ?limit=0x10"),
      6: survives(
        "refused with 400 problem invalid_request (limit), 400 problem invalid_request (id)",
      ),
    },
    needs: ["users", "pages"],
    attack: (target) =>
      rejectsAll(
        target,
        [
          ...["?limit=0x10", "?limit=1e1", "?limit=010", "?limit=%201"],
          ...["/0x1", "/1e0", "/01", "/1%0A"],
        ].map((end) => asked(end, `/users${end}`)),
      ),
  },
  {
    name: "wrong-methods",
    category: "input",
    does: "Asks by GET, PUT and DELETE for a path that takes POST, and for one below it.",
    surviving:
      "Each is refused with 404 or 405, and not for a body that it need not have.",
    outcomes: { 6: survives("refused with 404 problem route_not_found") },
    needs: ["sessions"],
    attack: (target) =>
      rejectsAll(
        target,
        ["GET", "PUT", "DELETE"].flatMap((method) =>
          ["/sessions", "/sessions/1"].map((path) => ({
            what: `${method} ${path}`,
            message: { method, path },
          })),
        ),
        { by: [404, 405] },
      ),
  },
  {
    name: "options",
    category: "input",
    does: "Asks by OPTIONS what a path takes that takes GET and POST.",
    surviving: "It is refused, or answered with all of its methods in Allow.",
    outcomes: { 1: survives("200, and allows GET, HEAD, POST") },
    needs: ["users"],
    attack: askForMethods,
  },
  {
    name: "endless-page",
    category: "input",
    does: "Asks for a page of 1 000 000 users.",
    surviving: `It is refused, or answered with ${LONGEST_PAGE} users at most.`,
    outcomes: {
      1: fallsBy("wrong answer", "200, with 30000 users"),
      6: survives("refused with 400 problem invalid_request (limit)"),
    },
    needs: ["users", "long list"],
    env: manyUsers,
    attack: askForEverything,
  },
  {
    name: "unknown-time-zone",
    category: "input",
    does: "Asks for a report in a time zone that does not exist.",
    surviving:
      "It is refused as the client's fault, and the refusal tells nothing of the inside.",
    outcomes: {
      1: fallsBy("leaked", "500 html with a stack trace for Mars/Olympus"),
      4: fallsBy("wrong answer", "500 problem internal_error for Mars/Olympus"),
      6: survives("refused with 400 problem invalid_request (timeZone)"),
    },
    needs: ["report"],
    attack: (target) =>
      rejectsAll(
        target,
        [asked("Mars/Olympus", "/reports/signups?timeZone=Mars/Olympus")],
        { discreet: true },
      ),
  },
];

async function askForMethods(target: Target): Promise<Verdict> {
  const reply = await target.ask({ method: "OPTIONS", path: "/users" });
  if (typeof reply === "string") return silence(reply, "OPTIONS");
  const { status, headers } = reply;
  if (status >= 400 && status < 500) {
    return survived(`refused with ${inWords(reply)}`);
  }
  const allowed = headers.allow ?? headers["access-control-allow-methods"];
  const words = `${status}, and allows ${allowed ?? "nothing"}`;
  const isWhole = ["GET", "POST"].every((it) => allowed?.includes(it));
  return status < 300 && isWhole
    ? survived(words)
    : fell("wrong answer", words);
}

async function askForOddPages(target: Target): Promise<Verdict> {
  const total = target.has("report") ? await countUsers(target) : undefined;
  const refused = new Set<string>();
  const given: string[] = [];
  for (const query of [
    "?limit=abc",
    "?limit=-1",
    "?limit=1&limit=2",
    "?before=x",
  ]) {
    const reply = await target.ask({ path: `/users${query}` });
    const fall = fallOf(reply, query);
    if (fall?.verdict === "fell" && fall.how !== "wrong answer") return fall;
    if (fall) given.push(`${query}: ${pageInWords(reply, total)}`);
    else refused.add(inWords(reply));
  }
  return given.length === 0
    ? survived(`refused with ${[...refused].join(", ")}`)
    : fell("wrong answer", given.join("; "));
}

function pageInWords(reply: Reply, total: number | undefined): string {
  const count = usersIn(reply);
  if (count === undefined) return inWords(reply);
  if (count === 0) return "no users";
  return count + 1 === total ? "all users but one" : `${count} users`;
}

async function askForEverything(target: Target): Promise<Verdict> {
  const reply = await target.ask({ path: "/users?limit=1000000" });
  const fall = fallOf(reply, "a page of 1 000 000 users");
  if (!fall) return survived(`refused with ${inWords(reply)}`);
  const count = usersIn(reply);
  if (count === undefined) return fall;
  return count <= LONGEST_PAGE
    ? survived(`answered with ${count} users`)
    : fell("wrong answer", `200, with ${count} users`);
}

/** How many users a page has; undefined if it is none. */
function usersIn(reply: Reply): number | undefined {
  if (typeof reply === "string" || reply.status !== 200) return undefined;
  const users: unknown = JSON.parse(reply.text);
  return Array.isArray(users) ? users.length : undefined;
}
