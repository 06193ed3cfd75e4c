// Probes of a server's database: it is late, down or silent, it loses a connection or takes too long, and two servers set it up at once.

import { setTimeout as delay } from "node:timers/promises";
import {
  describeAnswer,
  describeRefusal,
} from "../../servers/http/describe-answer";
import { withClient } from "../../servers/services/postgres/connect";
import { temporaryServices } from "../../servers/services/temporary-services";
import { recovers, survivesOutage } from "../outage";
import { eitherStore, type Probe, survives } from "../probe";
import { Dependencies } from "../targets/dependencies";
import { type StepServer, withServer } from "../targets/step-server";
import { stepTarget } from "../targets/step-target";
import type { Target } from "../targets/target";
import { countUsers, kept, signUp, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const category = "dependencies";
const database = "DATABASE_URL";
const needs = ["process", "postgres"] as const;

const unavailable = "503 problem database_unavailable with retry-after";

export const dependenciesDatabase: readonly Probe[] = [
  {
    name: "database-down",
    category,
    does: "Cuts every connection to the database, and lets them through again.",
    surviving:
      "The server answers 503, is well itself, and uses the database again when it is back.",
    outcomes: { 7: survives(`${unavailable} meanwhile, and then back`) },
    needs,
    proxied: true,
    attack: (target) =>
      survivesOutage(target, {
        of: database,
        what: "is down",
        by: ({ proxy }) => proxy.cut(),
        right: [503],
      }),
  },
  {
    name: "database-hangs",
    category,
    does: "Has nothing come through to the database, or back, and lets it through again.",
    surviving:
      "The server answers 503 or 504 in time, is well itself, and uses the database again when it is back.",
    outcomes: { 7: survives() },
    needs,
    proxied: true,
    attack: (target) =>
      survivesOutage(target, {
        of: database,
        what: "hangs",
        by: ({ proxy }) => proxy.stall(),
        right: [503, 504],
      }),
  },
  {
    name: "database-late",
    category,
    does: "Starts the server while its database is down, and lets it through then.",
    surviving:
      "The server answers 503 until then, is well itself, and serves as soon as it can.",
    outcomes: {
      7: survives(
        "503 problem starting with retry-after meanwhile, and then back",
      ),
    },
    needs,
    setups: eitherStore,
    attack: startBeforeDatabase,
  },
  {
    name: "sign-up-in-outage",
    category,
    does: "Signs one user up while the database is down, while it hangs, and when it is back.",
    outcomes: {
      7: `down: ${unavailable}; hanging: ${unavailable}; back: 201 json, 1 stored; healthy throughout`,
    },
    needs,
    setups: eitherStore,
    proxied: true,
    attack: signUpInOutage,
  },
  {
    name: "slow-query",
    category,
    does: "Locks the table of users, so that every query on it waits, and lets it go.",
    surviving:
      "The query is cut off, and answered with 503 or 504; afterwards all is well.",
    outcomes: {
      7: survives("503 problem query_timeout with retry-after, then 200 json"),
    },
    needs,
    setups: eitherStore,
    attack: lockOutQuery,
  },
  {
    name: "connection-lost-in-sign-up",
    category,
    does: "Ends the connection to the database on which a sign-up is being written.",
    outcomes: { 7: `${unavailable}, 0 stored, the server stays up` },
    needs,
    setups: eitherStore,
    attack: loseConnection,
  },
  {
    name: "two-servers-at-once",
    category,
    does: "Starts two servers at the same time on one database that is empty.",
    outcomes: { 7: "both come up, with 30 users each" },
    needs,
    setups: eitherStore,
    attack: startTwo,
  },
];

/** On an empty database, which it has to set up as soon as it is there. */
async function startBeforeDatabase({
  server: { subject },
}: Target): Promise<Verdict> {
  const dependencies = await Dependencies.open();
  try {
    return await withServer(
      subject,
      { WORKERS: "1" },
      (server) =>
        recovers(stepTarget(server, dependencies), {
          of: database,
          what: "is not there yet",
          right: [503],
        }),
      (found) => {
        const given = dependencies.via(found);
        dependencies.of(database).proxy.cut();
        return given;
      },
    );
  } finally {
    dependencies.close();
  }
}

async function signUpInOutage(target: Target): Promise<string> {
  const { proxy, ...dependency } = target.dependency(database);
  const user = uniqueUser();
  const signUpNow = async () => describeRefusal(await signUp(target, user));
  proxy.cut();
  const down = await signUpNow();
  proxy.hang();
  const hanging = await signUpNow();
  const isHealthy = await target.server.isUp();
  dependency.comeBack();
  const back = `${await signUpNow()}, ${await kept(target, user)} stored`;
  return `down: ${down}; hanging: ${hanging}; back: ${back}; ${isHealthy ? "healthy throughout" : "unhealthy"}`;
}

async function lockOutQuery(target: Target): Promise<Verdict> {
  const path = "/users/1";
  const reply = await withLock(target.server, "ACCESS EXCLUSIVE", () =>
    target.ask({ path }),
  );
  if (reply === "hung") return fell("hung", "it waits for the database");
  if (reply === "no answer") return fell("crashed", "no answer");
  const after = await target.send({ path });
  const words = `${describeRefusal(reply)}, then ${describeAnswer(after)}`;
  if (after?.status !== 200) return fell("crashed", words);
  return [503, 504].includes(reply.status)
    ? survived(words)
    : fell("wrong answer", words);
}

async function loseConnection({ server }: Target): Promise<string> {
  const user = uniqueUser();
  // Readers go on, so that the sign-up gets as far as its INSERT.
  const response = await withLock(server, "SHARE", async () => {
    const signingUp = signUp(server, user);
    await endWaitingConnection(server);
    return signingUp;
  });
  const fate = await server.fate();
  return `${describeRefusal(response)}, ${await kept(server, user)} stored, the server ${fate}`;
}

/** No statement gets past this lock on the users until the work is done. */
async function withLock<T>(
  { databaseUrl = "" }: StepServer,
  mode: "SHARE" | "ACCESS EXCLUSIVE",
  work: () => Promise<T>,
): Promise<T> {
  return withClient(databaseUrl, async (client) => {
    await client.query(`BEGIN; LOCK TABLE users IN ${mode} MODE`);
    return work();
  });
}

/** No event tells of a statement that waits for a lock. */
async function endWaitingConnection({
  databaseUrl = "",
}: StepServer): Promise<void> {
  await withClient(databaseUrl, async (client) => {
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

async function startTwo({ server: { subject } }: Target): Promise<string> {
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
