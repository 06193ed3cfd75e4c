// Behaviours of a server with a database: what it makes of SQL, of slowness, and of several at once.
import { setTimeout as delay } from "node:timers/promises";
import {
  describeAnswer,
  describeRefusal,
} from "../../../servers/http/describe-answer";
import { pipeline } from "../../../servers/http/raw";
import { withClient } from "../../../servers/services/postgres/connect";
import { temporaryServices } from "../../../servers/services/temporary-services";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import {
  countUsers,
  kept,
  newestUsers,
  signUp,
  signUpMessage,
  uniqueUser,
} from "../../targets/users";
import type { Behaviour } from "../behaviour";

/** For those that look into the database, or hold it up. */
export function hasDatabase({ step }: Subject): boolean {
  return step.services.includes("postgres");
}

export const databases: readonly Behaviour[] = [
  {
    name: "SQL in whatever can be sent",
    outcomes: { 7: "is a name, or 400 problem invalid_request; all are there" },
    check: checkInjection,
  },
  {
    name: "a name that no database can store",
    outcomes: { 7: "400 problem invalid_text" },
    check: async (server) =>
      describeAnswer(
        await signUp(server, { ...uniqueUser(), name: "Eve\u0000" }),
      ),
  },
  {
    name: "ten sign-ups with one e-mail at once",
    outcomes: { 7: "one is answered 201, nine 409, 1 stored" },
    check: checkOneEmail,
  },
  {
    name: "two pages, between which somebody signs up",
    outcomes: { 1: "show nobody twice, and leave nobody out" },
    check: checkStablePages,
  },
  {
    name: "a cursor beyond every id",
    outcomes: { 7: "is the first page" },
    check: async (server) => {
      const page = await newestUsers(server, `before=${2 ** 53 - 1}`);
      const first = await newestUsers(server, "");
      const same = JSON.stringify(page) === JSON.stringify(first);
      return same ? "is the first page" : JSON.stringify(page);
    },
  },
  {
    name: "a statement that takes too long",
    appliesTo: hasDatabase,
    outcomes: {
      7: "503 problem query_timeout with retry-after, then 200 json; healthy throughout",
    },
    check: checkSlowStatement,
  },
  {
    name: "a connection that is lost in the middle of a sign-up",
    appliesTo: hasDatabase,
    outcomes: {
      7: "503 problem database_unavailable with retry-after, 0 stored, the server stays up",
    },
    check: checkLostConnection,
  },
  {
    name: "two servers that start at once on an empty database",
    appliesTo: hasDatabase,
    outcomes: { 7: "both come up, with 30 users each" },
    checkStart: checkStartTogether,
  },
];

async function checkInjection(server: StepServer): Promise<string> {
  const name = "Robert'); DROP TABLE users; --";
  const before = await countUsers(server);
  const answer = await signUp(server, { ...uniqueUser(), name });
  const stored = JSON.parse(answer?.text ?? "{}").name === name;
  const paths = ["/users/1;DROP TABLE users", "/users?before=1 OR 1=1"];
  const refusals = new Set<string>();
  for (const path of [...paths, "/users?limit=1;TRUNCATE users"]) {
    const found = await server.send({ path: encodeURI(path) });
    refusals.add(describeAnswer(found));
  }
  const words = [stored ? "a name" : answer?.text, ...refusals].join(", or ");
  const added = (await countUsers(server)) - before;
  return `is ${words}; ${added === 1 ? "all are there" : `${added} more`}`;
}

async function checkOneEmail(server: StepServer): Promise<string> {
  const details = uniqueUser();
  const message = server.withCredentials(signUpMessage(details));
  const statuses = await pipeline(server.port, Array(10).fill(message));
  const count = (status: number) =>
    statuses.filter((each) => each === status).length;
  return count(201) === 1 && count(409) === 9
    ? `one is answered 201, nine 409, ${await kept(server, details)} stored`
    : `answered ${statuses}`;
}

async function checkStablePages(server: StepServer): Promise<string> {
  const all = (await newestUsers(server, "limit=6")).map(({ id }) => id);
  const first = await newestUsers(server, "limit=3");
  await signUp(server, uniqueUser());
  const next = await newestUsers(server, `limit=3&before=${all[2]}`);
  const ids = [...first, ...next].map(({ id }) => id);
  return String(ids) === String(all)
    ? "show nobody twice, and leave nobody out"
    : `show ${ids} of ${all}`;
}

async function checkSlowStatement(server: StepServer): Promise<string> {
  const path = "/users/1";
  const slow = await holdingUsers(server, "ACCESS EXCLUSIVE", () =>
    server.send({ path }),
  );
  const healthy = await server.isUp();
  const words = `${describeRefusal(slow)}, then ${describeAnswer(await server.send({ path }))}`;
  return `${words}; ${healthy ? "healthy throughout" : "unhealthy"}`;
}

async function checkLostConnection(server: StepServer): Promise<string> {
  const details = uniqueUser();
  // Readers go on, so that the sign-up gets as far as its INSERT.
  const answer = await holdingUsers(server, "SHARE", async () => {
    const signingUp = signUp(server, details);
    await endWhoeverWaits(server);
    return signingUp;
  });
  const fate = await server.fate();
  return `${describeRefusal(answer)}, ${await kept(server, details)} stored, the server ${fate}`;
}

/** Nobody gets past this lock until the work is done. */
async function holdingUsers<T>(
  server: StepServer,
  mode: "SHARE" | "ACCESS EXCLUSIVE",
  work: () => Promise<T>,
): Promise<T> {
  return withClient(server.databaseUrl ?? "", async (client) => {
    await client.query(`BEGIN; LOCK TABLE users IN ${mode} MODE`);
    return work();
  });
}

/** No event tells of a statement that waits for a lock. */
async function endWhoeverWaits(server: StepServer): Promise<void> {
  await withClient(server.databaseUrl ?? "", async (client) => {
    for (;;) {
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (rowCount) return;
      await delay(5);
    }
  });
}

async function checkStartTogether(subject: Subject): Promise<string> {
  const { env, stop } = await temporaryServices(subject.step, subject.store);
  try {
    const counts = await Promise.all(
      [1, 2].map(() => withServer(subject, env, countUsers)),
    );
    return `both come up, with ${[...new Set(counts)].join(" or ")} users each`;
  } finally {
    await stop();
  }
}
