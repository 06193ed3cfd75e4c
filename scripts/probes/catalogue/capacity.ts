// Probes of what runs out: a disk, the reader of a log, and the time for far more requests than can be done.

import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describeRefusal } from "../../servers/http/describe-answer";
import type { Outcome } from "../../servers/http/request";
import { anyFall, fallsBy, type Probe, survives } from "../probe";
import { count } from "../reports-at-once";
import { holdSignUps } from "../targets/hold-sign-ups";
import type { StepServer } from "../targets/step-server";
import type { Target } from "../targets/target";
import { kept, signUp, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";
import { replaceWorkers } from "../workers";

const LOGGED = 400;
const LOGGED_AT_ONCE = 50;
/** Three times what step 12 lets in before it has learnt anything. */
const SIGN_UPS = 300;
/** A server that has done so many, or so many health checks, refuses none of the others. */
const ENOUGH = 30;
const ENOUGH_CHECKS = 200;
const SESSIONS = 300;

export const capacity: readonly Probe[] = [
  {
    name: "disk-full",
    category: "capacity",
    does: "Has the disk take half of what a sign-up writes, and then has room again.",
    surviving:
      "That sign-up is told that it failed; those before and after it are kept, over a restart as well.",
    needs: ["files", "users", "file limit"],
    destructive: "if it falls",
    outcomes: { 1: anyFall(), 3: survives("500, and no other is lost") },
    attack: fillDisk,
  },
  {
    name: "log-blocked",
    category: "capacity",
    does: `Reads the log no more, until its pipe is full, and asks ${LOGGED} times.`,
    surviving: "All are answered.",
    needs: ["process", "log"],
    destructive: "if it falls",
    outcomes: { 3: survives(`${LOGGED} are answered`) },
    attack: blockLog,
  },
  {
    name: "log-blocked-restarted",
    category: "capacity",
    does: `Has the workers replaced one by one, reads the log no more, and asks ${LOGGED} times.`,
    surviving:
      "All are answered: the end of a worker has changed nothing for the others.",
    needs: ["process", "log", "drain", "workers"],
    destructive: "if it falls",
    outcomes: { 11: survives(`${LOGGED} are answered`) },
    attack: async (target) => {
      await replaceWorkers(target.server);
      return blockLog(target);
    },
  },
  {
    name: "log-reader-gone",
    category: "capacity",
    does: `Closes the pipe that the log is written to, and asks ${LOGGED} times.`,
    surviving: "All are answered, without a log.",
    needs: ["process", "log"],
    destructive: true,
    outcomes: { 1: anyFall(), 12: survives(`${LOGGED} are answered`) },
    attack: (target) => staysUpWithoutLog(target, "end"),
  },
  {
    name: "overload",
    category: "capacity",
    does: `Has ${SIGN_UPS} sign-ups under way in one process at once, each of which hashes a password.`,
    surviving:
      "Some are let in, and done; the rest are refused with 503 as they come, and health checks are answered.",
    needs: ["process", "users"],
    env: { WORKERS: "1", REQUEST_TIMEOUT_MS: "120000" },
    destructive: "if it falls",
    outcomes: {
      1: fallsBy("hung", "all of them are let in to wait"),
      12: survives(/^\d+ taken on, \d+ refused$/),
    },
    attack: overload,
  },
  {
    name: "overload-of-sessions",
    category: "capacity",
    does: `Signs in ${SESSIONS} times at once, each of which compares a password.`,
    env: { TARGET_MS: "50" },
    outcomes: {
      12: "some are looked at, the rest refused with 503 and retry-after; healthy",
    },
    attack: overloadWithSessions,
  },
  {
    name: "counted-requests",
    category: "capacity",
    does: "Asks for twenty users, and reads in the metrics how many were counted.",
    outcomes: { 12: "are counted over all workers, under one route" },
    attack: countInMetrics,
  },
];

async function fillDisk(target: Target): Promise<Verdict> {
  const { server } = target;
  const [before, during, after] = [uniqueUser(), uniqueUser(), uniqueUser()];
  await signUp(target, before);

  limitFiles(server, String(sizeOfData(server) + ROOM_BYTES));
  const failed = await signUp(target, during);
  limitFiles(server, "unlimited");

  if (!failed) return fell("crashed", "no answer");
  if (failed.status < 500) {
    return fell("lost data", `${failed.status} for what was not written`);
  }
  const next = await signUp(target, after);
  if (next?.status !== 201) {
    const status = next?.status ?? "no answer";
    return fell("lost data", `${status} when there is room again`);
  }
  return (await restarts(server)) &&
    (await kept(target, before)) + (await kept(target, after)) === 2
    ? survived(`${failed.status}, and no other is lost`)
    : fell("lost data", "what was acknowledged is gone after a restart");
}

/** Less than any user takes. */
const ROOM_BYTES = 40;

function sizeOfData({ dataDirectory }: StepServer): number {
  const [name = ""] = readdirSync(dataDirectory);
  return statSync(join(dataDirectory, name)).size;
}

/**
 * No file of the process may grow beyond so many bytes: it gets EFBIG there, as
 * it would get ENOSPC. (`RLIMIT_FSIZE`; the soft limit, which can be raised again.)
 */
function limitFiles({ process: { pid } }: StepServer, bytes: string): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
}

function restarts(server: StepServer): Promise<boolean> {
  return server.restart().then(
    () => true,
    () => false, // What it has written, it cannot read.
  );
}

async function blockLog(target: Target): Promise<Verdict> {
  const verdict = await staysUpWithoutLog(target, "block");
  target.server.process.readOutput();
  return verdict;
}

/** As many requests, and as long, as no pipe takes the log of. */
export async function staysUpWithoutLog(
  target: Target,
  how: "block" | "end",
): Promise<Verdict> {
  target.server.process.loseOutput(how);
  // A long URL makes a long line: a pipe takes 64 kB, a socket 200, and no more.
  const path = `${target.routes.read}?${"x".repeat(2000)}`;
  for (let asked = 0; asked < LOGGED; asked += LOGGED_AT_ONCE) {
    const replies = await Promise.all(
      Array.from({ length: LOGGED_AT_ONCE }, () => target.ask({ path })),
    );
    if (replies.includes("hung")) return fell("hung", "it waits for the log");
    if (replies.includes("no answer")) {
      return fell("crashed", `within ${asked + LOGGED_AT_ONCE} requests`);
    }
  }
  const health = await target.health();
  return health === "well"
    ? survived(`${LOGGED} are answered`)
    : fell("crashed", `its health: ${health}`);
}

async function overload(target: Target): Promise<Verdict> {
  // All bodies come together: none is done before the last of them is there.
  const uploads = await holdSignUps(
    target,
    Array.from({ length: SIGN_UPS }, uniqueUser),
  );
  const answers: Outcome[] = [];
  const { promise: isDecided, resolve } = Promise.withResolvers<void>();
  const answered = uploads.map(async (upload) => {
    answers.push(await upload.finish());
    if (answers.some(isShed) || answers.length >= ENOUGH) resolve();
  });
  await Promise.race([isDecided, askForHealth(target, ENOUGH_CHECKS)]);
  // Refusals may have come in the same turn of the event loop.
  await nextTurn();
  if (!answers.some(isShed)) {
    return fell("hung", "all of them are let in to wait");
  }
  const health = await target.health();
  await Promise.all(answered);
  const statuses = answers.map((answer) => answer?.status);
  const [done, refused] = [count(statuses, 201), count(statuses, 503)];
  const words = `${done} taken on, ${refused} refused`;
  if (health !== "well") return fell("hung", `its health: ${health}`);
  if (done + refused < SIGN_UPS) return fell("crashed", words);
  return done > 0 ? survived(words) : fell("wrong answer", words);
}

async function askForHealth(target: Target, times: number): Promise<void> {
  for (let asked = 0; asked < times; asked += 1) await target.health();
}

/** A request that waited for the database in vain gets 503 as well. */
function isShed(answer: Outcome): boolean {
  return answer?.status === 503 && answer.text.includes('"overloaded"');
}

// Each takes a hash, of which four are made at once.
async function overloadWithSessions({ server }: Target): Promise<string> {
  const body = { email: "nobody@example.com", password: "not this one" };
  const session = { method: "POST", path: "/sessions", body };
  const waiting = Array.from({ length: SESSIONS }, () => server.send(session));
  const health = (await server.isUp()) ? "healthy" : "unhealthy";
  return `${describeAll(await Promise.all(waiting))}; ${health}`;
}

/** Those that are let in may still find the database's connections taken. */
function describeAll(answers: readonly Outcome[]): string {
  const refused = answers.filter((answer) => answer?.status !== 401);
  const looked = refused.length < answers.length ? "some" : "none";
  const words = refused.map(describeRefusal);
  const rest = words.every((it) => /^503 problem .* retry-after$/.test(it))
    ? "refused with 503 and retry-after"
    : [...new Set(words)].join(", ");
  const shed = words.some((it) => it.includes("overloaded"));
  return `${looked} are looked at, the rest ${rest}${shed ? "" : ", not shed"}`;
}

async function countInMetrics(target: Target): Promise<string> {
  const before = await countedUsers(target);
  const ids = Array.from({ length: 20 }, (_, index) => index + 1);
  await Promise.all(ids.map((id) => target.send({ path: `/users/${id}` })));
  const after = await countedUsers(target);
  const counted = [...after].flatMap(([route, times]) => {
    const more = times - (before.get(route) ?? 0);
    return more > 0 ? [`${route} ${more}`] : [];
  });
  return counted.join() === "/users/:id 20"
    ? "are counted over all workers, under one route"
    : `are ${counted.join(", ")}`;
}

/** How often each route of users was answered with 200. */
async function countedUsers(target: Target): Promise<Map<string, number>> {
  const metrics = await target.send({ path: "/metrics" });
  const counts = metrics?.text.matchAll(
    /duration_seconds_count\{.*route="(\/users.*)",status="200"\} (\d+)/g,
  );
  return new Map(
    [...(counts ?? [])].map(([, route = "", times]) => [route, Number(times)]),
  );
}
