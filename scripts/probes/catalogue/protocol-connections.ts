// Connections that are used oddly: left early, kept open, used for many requests, or for none.
import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import {
  hangUpOnAnswers,
  pipeline,
  requestText,
  statusesIn,
} from "../../servers/http/raw";
import { addressOf } from "../../servers/http/request";
import { fallOf } from "../judge";
import { type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";

const CONNECTIONS = 300;
const REUSES = 500;
/** Of a good request and a bad one. */
const PAIRS = 100;

export const protocolConnections: readonly Probe[] = [
  {
    name: "abort-mid-answer",
    category: "protocol",
    does: "Asks 300 times in one piece, and hangs up at the first byte of an answer.",
    surviving: "The server stays up, and answers others.",
    outcomes: { 1: survives() },
    needs: ["read"],
    setups: ["plain", "split"],
    attack: hangUpMidAnswer,
  },
  {
    name: "half-open",
    category: "protocol",
    does: "Closes its half of the connection right behind its request.",
    // Node takes a closed half for a client that has gone, once it has to wait for
    // anything (http.Server's allowHalfOpen): then no answer is a right one.
    surviving:
      "It is answered, or taken for gone; nothing is left open, and nobody waits.",
    outcomes: { 1: survives() },
    needs: ["read"],
    attack: closeHalf,
  },
  {
    name: "idle-connections",
    category: "protocol",
    does: `Opens ${CONNECTIONS} connections, and says nothing on any of them.`,
    surviving: "Whoever comes after them is answered.",
    outcomes: { 1: survives() },
    attack: connectAndKeepSilent,
  },
  {
    name: "long-connection",
    category: "protocol",
    does: "Sends 500 requests one after another on one connection, every third a bad one.",
    surviving: "Each is answered as it would be on a connection of its own.",
    outcomes: { 1: survives() },
    needs: ["read"],
    attack: useOneConnection,
  },
  {
    name: "pipelining",
    category: "protocol",
    does: "Sends 200 requests in one piece, good and bad ones in turn.",
    surviving: "All are answered, in their order.",
    outcomes: { 1: survives() },
    attack: askWithoutWaiting,
  },
];

// That it is up, and answers, is asked after every fault.
async function hangUpMidAnswer(target: Target) {
  const message = target.withCredentials({ path: target.routes.read });
  await hangUpOnAnswers(target.at, Array(300).fill(message));
  return survived("answers others");
}

async function closeHalf(target: Target): Promise<Verdict> {
  const message = target.withCredentials({ path: target.routes.read });
  const said = requestText(message);
  const heard = await target.talk(said, { halfClose: true });
  if (heard.end === "open") return fell("hung", "the connection stays open");
  const [status] = statusesIn(heard.text);
  if (status === undefined) return survived("taken for gone, and closed");
  return status === 200
    ? survived("answered, and closed")
    : fell("wrong answer", `${status}`);
}

async function connectAndKeepSilent(target: Target): Promise<Verdict> {
  const sockets = Array.from({ length: CONNECTIONS }, () =>
    connect(addressOf(target.at)).on("error", () => {}),
  );
  try {
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const reply = await target.askForHealth();
    const fall = fallOf(reply, "whoever came after them", { by: [200] });
    return fall ?? survived("others are answered");
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

async function useOneConnection(target: Target): Promise<Verdict> {
  const alone = await statusesAlone(target);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (let n = 0; n < REUSES; n += 1) {
      const [path, expected] = n % 3 === 2 ? alone.bad : alone.good;
      const status = await statusOn(agent, target, path);
      if (status === undefined)
        return fell("crashed", `no answer to the ${n}th`);
      if (status !== expected) {
        return fell("wrong answer", `${status} for the ${n}th`);
      }
    }
    return survived(`${REUSES} right answers`);
  } finally {
    agent.destroy();
  }
}

/** What a good request and a bad one are answered on connections of their own. */
async function statusesAlone(target: Target) {
  const of = async (path: string) =>
    [path, (await target.send({ path }))?.status] as const;
  return {
    good: await of(target.routes.health),
    bad: await of("/no/such/path"),
  };
}

function statusOn(
  agent: Agent,
  target: Target,
  path: string,
): Promise<number | undefined> {
  const { headers } = target.withCredentials({ path });
  return new Promise((resolve) => {
    httpRequest({ ...addressOf(target.at), agent, path, headers })
      .on("response", (response) => {
        response.resume().once("end", () => resolve(response.statusCode));
      })
      .on("error", () => resolve(undefined))
      .end();
  });
}

async function askWithoutWaiting(target: Target): Promise<Verdict> {
  const { good, bad } = await statusesAlone(target);
  const pair = [{ path: good[0] }, { path: bad[0] }];
  const messages = Array.from({ length: PAIRS }, () => pair).flat();
  const statuses = await pipeline(
    target.at,
    messages.map((message) => target.withCredentials(message)),
  );
  if (statuses.length < messages.length) {
    return fell(
      "wrong answer",
      `${statuses.length} answers to ${messages.length}`,
    );
  }
  const isMixed = statuses.some(
    (status, n) => status !== (n % 2 === 0 ? good[1] : bad[1]),
  );
  return isMixed
    ? fell("wrong answer", "answers in another order")
    : survived("answered, in order");
}
