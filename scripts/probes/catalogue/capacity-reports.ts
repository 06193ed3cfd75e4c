// Probes of reports, which compute for long: too many of them, a thread that dies, and clients that leave.

import { get } from "node:http";
import { join } from "node:path";
import {
  describeAnswer,
  describeRefusal,
} from "../../servers/http/describe-answer";
import type { Message } from "../../servers/http/request";
import { fallsBy, type Probe, survives } from "../probe";
import {
  count,
  manyUsers,
  reportsAtOnce,
  type Status,
} from "../reports-at-once";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";

const REPORTS = 40;

const scriptedThreads = join(
  __dirname,
  "..",
  "fixtures",
  "scripted-threads.js",
);

/** One thread, with room for two more, which does what a time zone says. */
const smallPool = {
  ...{ WORKERS: "1", REPORT_THREADS: "1", REPORT_QUEUE: "2" },
  NODE_OPTIONS: `--require ${JSON.stringify(scriptedThreads)}`,
};

// The threads are told by time zones where nobody lives.
const endless = reportIn("Antarctica/Vostok");
const deadly = reportIn("Antarctica/Troll");
const ordinary = reportIn("Asia/Tokyo");

export const capacityReports: readonly Probe[] = [
  {
    name: "report-flood",
    category: "capacity",
    does: `Asks for ${REPORTS} reports of 30 000 users at once.`,
    surviving:
      "Some are answered; the rest are refused with 503, before anybody who comes after them is answered.",
    needs: ["process", "report"],
    env: manyUsers,
    outcomes: {
      1: fallsBy("hung", "all of them are let in to wait"),
      10: survives(/^\d+ answered, \d+ refused$/),
    },
    attack: floodWithReports,
  },
  {
    name: "full-pool",
    category: "capacity",
    does: "Asks for more reports than there is room for, until the clients of endless ones leave.",
    env: smallPool,
    outcomes: {
      10: "503 problem busy with retry-after, 20 of 20, and healthy; then 200 json",
    },
    attack: fillPool,
  },
  {
    name: "dead-thread",
    category: "capacity",
    does: "Asks for a report whose thread dies, and then for another.",
    env: smallPool,
    outcomes: { 10: "500 problem internal_error, then 200 json; healthy" },
    attack: killThread,
  },
];

async function floodWithReports(target: Target): Promise<Verdict> {
  const flood = reportsAtOnce(target, REPORTS, isLetIn);
  await flood.sent;
  // Who comes after them, and passes all that they pass before they are refused.
  await target.ask({ path: "/no/such/path" });
  const health = await target.health();
  // Counted behind both: a refusal is seen when its connection is closed.
  const soon = count(flood.soFar(), 503);
  const statuses = await flood.answered;
  const [done, refused] = [count(statuses, 200), count(statuses, 503)];
  const words = `${done} answered, ${refused} refused`;
  if (health !== "well") return fell("hung", `its health: ${health}`);
  if (isLetIn(statuses)) return fell("hung", "all of them are let in to wait");
  if (soon < refused / 2) return fell("hung", `${words}, and not at once`);
  if (done + refused < REPORTS) return fell("crashed", words);
  return done > 0 ? survived(words) : fell("wrong answer", words);
}

/** A refusal that comes later than half of the answers has come too late. */
function isLetIn(statuses: readonly Status[]): boolean {
  return statuses.length >= REPORTS / 2 && !statuses.includes(503);
}

async function fillPool(target: Target): Promise<string> {
  // One more than there is room for: the one that is refused says that it is full.
  const clients = Array.from({ length: 4 }, () => openClient(target, endless));
  await Promise.race(clients.map(({ answered }) => answered));
  const flood = Array.from({ length: 20 }, () => target.send(ordinary));
  const refusals = (await Promise.all(flood)).map(describeRefusal);
  const [first = ""] = refusals;
  const same = refusals.filter((words) => words === first).length;
  const health = await inWords(target);
  for (const client of clients) client.leave();
  const then = await answerThatIsNot(503, target);
  return `${first}, ${same} of ${refusals.length}, and ${health}; then ${then}`;
}

async function killThread(target: Target): Promise<string> {
  const lost = describeAnswer(await target.send(deadly));
  const next = describeAnswer(await target.send(ordinary));
  return `${lost}, then ${next}; ${await inWords(target)}`;
}

async function inWords(target: Target): Promise<string> {
  return (await target.health()) === "well" ? "healthy" : "unhealthy";
}

/** Asks for an ordinary report until its status is another one. */
async function answerThatIsNot(
  status: number,
  target: Target,
): Promise<string> {
  for (;;) {
    const answer = await target.send(ordinary);
    if (answer?.status !== status) return describeAnswer(answer);
  }
}

interface Client {
  readonly answered: Promise<unknown>;
  leave(): void;
}

/** A client that waits for its answer until it has had enough. */
function openClient(target: Target, message: Message): Client {
  const { path, headers } = target.withCredentials(message);
  const { port } = target.server;
  const client = get({ host: "127.0.0.1", port, agent: false, path, headers });
  client.on("error", () => {}); // What a client gets that leaves.
  return {
    answered: new Promise((resolve) => client.once("response", resolve)),
    leave: () => client.destroy(),
  };
}

function reportIn(timeZone: string): Message {
  return { path: `/reports/signups?timeZone=${timeZone}` };
}
