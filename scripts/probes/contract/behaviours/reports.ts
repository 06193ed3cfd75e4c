// Behaviours of reports that are counted in threads: what a full pool, a dead thread and a client that leaves come to.
import { get } from "node:http";
import { join } from "node:path";
import {
  describeAnswer,
  describeRefusal,
} from "../../../servers/http/describe-answer";
import type { Message } from "../../../servers/http/request";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

export const reports: readonly Behaviour[] = [
  {
    name: "more reports than there is room for, until their clients leave",
    outcomes: {
      10: "503 problem busy with retry-after, 20 of 20, and healthy; then 200 json",
    },
    checkStart: checkFlood,
  },
  {
    name: "a report whose thread dies",
    outcomes: { 10: "500 problem internal_error, then 200 json; healthy" },
    checkStart: checkDeath,
  },
];

const room = { WORKERS: "1", REPORT_THREADS: "1", REPORT_QUEUE: "2" };
const toldThreads = {
  NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "..", "..", "fixtures", "told-threads.js"))}`,
};

// The threads are told by time zones where nobody lives.
const endless = reportIn("Antarctica/Vostok");
const deadly = reportIn("Antarctica/Troll");
const ordinary = reportIn("Asia/Tokyo");

interface Client {
  readonly answered: Promise<unknown>;
  leave(): void;
}

async function checkFlood(subject: Subject): Promise<string> {
  return withServer(subject, { ...room, ...toldThreads }, async (server) => {
    // One more than there is room for: whoever is refused says that it is full.
    const clients = Array.from({ length: 4 }, () => wait(server, endless));
    await Promise.race(clients.map(({ answered }) => answered));
    const flood = Array.from({ length: 20 }, () => server.send(ordinary));
    const refusals = (await Promise.all(flood)).map(describeRefusal);
    const [first = ""] = refusals;
    const same = refusals.filter((words) => words === first).length;
    const health = (await server.isUp()) ? "healthy" : "unhealthy";
    for (const client of clients) client.leave();
    const then = await answerThatIsNot(503, server);
    return `${first}, ${same} of ${refusals.length}, and ${health}; then ${then}`;
  });
}

async function checkDeath(subject: Subject): Promise<string> {
  return withServer(subject, { ...room, ...toldThreads }, async (server) => {
    const lost = describeAnswer(await server.send(deadly));
    const next = describeAnswer(await server.send(ordinary));
    const health = (await server.isUp()) ? "healthy" : "unhealthy";
    return `${lost}, then ${next}; ${health}`;
  });
}

/** Asks for an ordinary report until its status is another one. */
async function answerThatIsNot(
  status: number,
  server: StepServer,
): Promise<string> {
  for (;;) {
    const answer = await server.send(ordinary);
    if (answer?.status !== status) return describeAnswer(answer);
  }
}

/** A client that waits for its answer until it has had enough. */
function wait(server: StepServer, message: Message): Client {
  const { path, headers } = server.withCredentials(message);
  const { port } = server;
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
