// Probes of what a server asks of its PostgreSQL: writes that it refuses, and more connections than it was given.

import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import {
  describeAnswer,
  describeRefusal,
} from "../../servers/http/describe-answer";
import { withClient } from "../../servers/services/postgres/connect";
import { eitherStore, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { signUp, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const category = "dependencies";

const CONNECTIONS = 8;

export const dependenciesPostgres: readonly Probe[] = [
  {
    name: "database-takes-no-writes",
    category,
    does: "Has the database take no writes, as where its disk is full or it has become a standby, and take them again.",
    surviving:
      "A sign-up is answered with 503, reading goes on, and the next sign-up after that is stored.",
    outcomes: {
      7: survives(
        "503 problem database_unavailable with retry-after, 200 json for the list, and then stored",
      ),
    },
    needs: ["process", "postgres"],
    setups: eitherStore,
    attack: refuseWrites,
  },
  {
    name: "connection-budget",
    category,
    does: "Has requests wait for the database in every worker, and counts the connections that are open to it.",
    surviving: "All workers together open no more than they were given.",
    outcomes: { 8: survives(`no more than ${CONNECTIONS}`) },
    needs: ["process", "postgres", "workers"],
    setups: eitherStore,
    env: { WORKERS: "3", DATABASE_CONNECTIONS: String(CONNECTIONS) },
    attack: countConnections,
  },
];

async function refuseWrites(target: Target): Promise<Verdict> {
  const { databaseUrl = "" } = target.server;
  return withClient(databaseUrl, async (client) => {
    await setReadOnly(client, true);
    const verdict = await whileReadOnly(target).finally(() =>
      setReadOnly(client, false),
    );
    if (verdict.verdict === "fell") return verdict;
    return (await isStoredAgain(target))
      ? survived(`${verdict.observed}, and then stored`)
      : fell("crashed", "it takes writes again, and no sign-up is stored");
  });
}

/** Connections that are open already do not hear of it: they are ended. */
async function setReadOnly(client: Client, isOn: boolean): Promise<void> {
  const { rows } = await client.query("SELECT current_database() AS name");
  const name = client.escapeIdentifier(rows[0].name);
  await client.query("SET default_transaction_read_only = off");
  await client.query(
    `ALTER DATABASE ${name} SET default_transaction_read_only = ${isOn ? "on" : "off"}`,
  );
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}

async function whileReadOnly(target: Target): Promise<Verdict> {
  let words = "";
  // The first few may meet a connection that has been ended.
  for (let i = 0; i < 4; i += 1) {
    const answer = await signUp(target, uniqueUser());
    words = describeRefusal(answer);
    if (!answer) return fell("crashed", "no answer to a sign-up");
    if (answer.status !== 503) return fell("wrong answer", words);
  }
  const path = "/users?limit=1";
  let list = await target.send({ path });
  for (let i = 0; i < 8 && list?.status === 503; i += 1) {
    list = await target.send({ path });
  }
  const seen = `${words}, ${describeAnswer(list)} for the list`;
  if (list?.status !== 200) return fell("wrong answer", seen);
  return (await target.health()) === "well"
    ? survived(seen)
    : fell("crashed", "its own health");
}

const BACK_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

async function isStoredAgain(target: Target): Promise<boolean> {
  const deadline = performance.now() + BACK_WITHIN_MS;
  while (performance.now() < deadline) {
    const answer = await signUp(target, uniqueUser());
    if (answer?.status === 201) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}

async function countConnections(target: Target): Promise<Verdict> {
  const { databaseUrl = "" } = target.server;
  const most = await withClient(databaseUrl, async (client) => {
    await client.query("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
    const replies = Array.from({ length: 60 }, () =>
      target.ask({ path: "/users/1" }),
    );
    const most = await mostUntil(client, Promise.race(replies));
    await client.query("COMMIT");
    await Promise.all(replies);
    return most;
  });
  if ((await target.health()) !== "well") return fell("crashed", "its health");
  return most <= CONNECTIONS
    ? survived(`no more than ${CONNECTIONS}`)
    : fell("wrong answer", `${most}, where ${CONNECTIONS} are given`);
}

/** The most connections beside the client's own that are open until then. */
async function mostUntil(
  client: Client,
  end: Promise<unknown>,
): Promise<number> {
  let [most, isOver] = [0, false];
  const over = end.then(() => {
    isOver = true;
  });
  while (!isOver) {
    // Within a transaction they are otherwise as they were at first.
    await client.query("SELECT pg_stat_clear_snapshot()");
    const { rows } = await client.query<{ open: number }>(
      `SELECT count(*)::integer AS open FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND backend_type = 'client backend'`,
    );
    most = Math.max(most, rows[0]?.open ?? 0);
    await Promise.race([over, delay(LOOK_EVERY_MS)]);
  }
  return most;
}
