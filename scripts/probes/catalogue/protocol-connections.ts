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
import { posted } from "../attempts";
import { fallOf } from "../judge";
import { identified, linesOf, requestLine } from "../log-lines";
import { type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";

const CONNECTIONS = 300;
const REUSES = 500;
/** Of a good request and a bad one. */
const PAIRS = 100;

/** Each with so many requests. */
const RESETS = 10;
const RESET_REQUESTS = 50;

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
    name: "reset-before-answer",
    category: "protocol",
    does: `Sends ${RESET_REQUESTS} requests in one piece and resets the connection, ${RESETS} times at once; then reads the log.`,
    surviving:
      "A client that leaves is no failure of the server's: the log has neither an error nor a stack trace.",
    outcomes: { 3: survives("no failure in the log") },
    needs: ["process", "log"],
    attack: resetAtOnce,
  },
  {
    name: "truncated-head",
    category: "protocol",
    does: "Sends half of a request's head, and closes its half of the connection.",
    surviving: "The connection is closed, and others are answered.",
    outcomes: { 1: survives("closed") },
    attack: truncateHead,
  },
  {
    name: "tiny-chunks",
    category: "protocol",
    does: "Sends a body in chunks of one byte, each with an extension, and a trailer behind it.",
    surviving: "It is answered as the same body in one piece is.",
    outcomes: { 1: survives() },
    needs: ["post"],
    attack: sendInChunks,
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

async function resetAtOnce(target: Target): Promise<Verdict> {
  const { server, routes } = target;
  const start = server.output.length;
  const { id, message } = identified({ path: routes.read });
  const text = requestText(target.withCredentials(message));
  await Promise.all(
    Array.from({ length: RESETS }, () =>
      sendAndReset(target, text.repeat(RESET_REQUESTS)),
    ),
  );
  // Every worker has logged what came before these.
  for (let asked = 0; asked < 4; asked += 1) {
    const health = identified({ path: routes.health });
    await server.send(health.message);
    await requestLine(server, health.id);
  }
  const output = server.output.slice(start);
  const failed = linesOf(output).filter(
    ({ requestId, level }) => requestId === id && level === "error",
  );
  if (failed.length > 0) {
    return fell("wrong answer", `${failed.length} failures in the log`);
  }
  return /^(\s+at |\w*Error\b)/m.test(output)
    ? fell("wrong answer", "a stack trace in the log")
    : survived("no failure in the log");
}

function sendAndReset(target: Target, text: string): Promise<void> {
  const socket = connect(addressOf(target.at)).on("error", () => {});
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
    socket.write(text, () => socket.resetAndDestroy());
  });
}

async function truncateHead(target: Target): Promise<Verdict> {
  const half = `GET ${target.routes.health} HTTP/1.1\r\nHost: he`;
  const { text, end } = await target.talk(half, { halfClose: true });
  if (end === "open") return fell("hung", "the connection stays open");
  const [status] = statusesIn(text);
  return status === undefined || status === 400
    ? survived("closed")
    : fell("wrong answer", `${status}`);
}

async function sendInChunks(target: Target): Promise<Verdict> {
  const whole = posted(target, "", target.sample()).message;
  const expected = await target.send(whole);
  if (!expected) return fell("crashed", "no answer to a body in one piece");
  const body = JSON.stringify(target.sample());
  const chunks = [...body].map((byte) => `1;name=value\r\n${byte}\r\n`);
  const headers = {
    "Content-Type": "application/json",
    "Transfer-Encoding": "chunked",
    Connection: "close",
  };
  const head = requestText(
    target.withCredentials({ method: "POST", path: whole.path, headers }),
  );
  const { text } = await target.talk(
    `${head}${chunks.join("")}0\r\nX-Trailer: here\r\n\r\n`,
  );
  const [status = "no answer"] = statusesIn(text);
  return status === expected.status
    ? survived(`answered with ${status}`)
    : fell("wrong answer", `${status}, and ${expected.status} in one piece`);
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
