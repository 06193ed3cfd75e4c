// Clients that send a byte now and then, and never come to an end: how long does the server keep them?
import { connect, type Socket } from "node:net";
import {
  setTimeout as delay,
  setImmediate as nextTurn,
} from "node:timers/promises";
import { requestText } from "../../servers/http/raw";
import { addressOf, holdUpload, type Upload } from "../../servers/http/request";
import { posted } from "../attempts";
import { fallOf } from "../judge";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";

/** More than step 12 lets in at once before it has learnt anything. */
const CLIENTS = 150;
const BYTE_EVERY_MS = 500;
const UPLOADS = 16;
const BEFORE_HANGING_UP_MS = 500;

/** Of the server: how long a request may take to arrive. */
const shortRequestTimeout = {
  ...{ REQUEST_TIMEOUT_MS: "2000", WORKERS: "1" },
  // The only worker's successor would be given another port.
  WORKER_SILENCE_MS: "120000",
};
/** Of the server: what takes longer is a sign of too much at once. */
const shortTarget = { TARGET_MS: "50" };
/** Six times `REQUEST_TIMEOUT_MS`. */
const KEPT_MS = 12_000;
/** Of a server with settings of its own: it will run out of connections. */
const KEPT_BY_STRANGER_MS = 20_000;

export const protocolSlowClients: readonly Probe[] = [
  {
    name: "slow-body",
    category: "protocol",
    does: `Sends a body a byte at a time, on ${CLIENTS} connections, without an end.`,
    surviving: "It is hung up on in time, and others are answered.",
    outcomes: { 1: fallsBy("hung"), 12: survives("hung up on, in time") },
    env: shortRequestTimeout,
    slow: true,
    needs: ["post"],
    attack(target) {
      const { message } = posted(target, "", "");
      const headers = { ...message.headers, "Content-Length": "10000" };
      const opening = target.withCredentials({ ...message, headers });
      return outlastSlowClients(target, requestText(opening));
    },
  },
  {
    name: "slow-headers",
    category: "protocol",
    does: `Sends its headers a byte at a time, on ${CLIENTS} connections, without an end.`,
    surviving: "It is hung up on in time, and others are answered.",
    outcomes: { 1: fallsBy("hung"), 12: survives("hung up on, in time") },
    env: shortRequestTimeout,
    slow: true,
    attack: (target) =>
      outlastSlowClients(
        target,
        `GET ${target.routes.health} HTTP/1.1\r\nHost: here\r\nX-Slow: `,
      ),
  },
  {
    name: "slow-senders",
    category: "protocol",
    does: `Begins to send ${UPLOADS} bodies, hangs up half a second later, begins again, and asks for something else meanwhile.`,
    surviving:
      "Others are answered: neither the time in which a client sends nor that it hangs up says anything about the server.",
    outcomes: { 1: survives("others are answered") },
    env: shortTarget,
    needs: ["post"],
    attack: sendHalfTwice,
  },
];

async function sendHalfTwice(target: Target): Promise<Verdict> {
  const hold = () =>
    Promise.all(
      Array.from({ length: UPLOADS }, () =>
        holdUpload(
          target.at,
          target.withCredentials(posted(target, "", {}).message),
        ),
      ),
    );
  const hangUp = (uploads: readonly Upload[]) =>
    Promise.all(
      uploads.map((upload) => upload.isAnswered() || upload.abandon()),
    );
  // A server that takes this for its own slowness has learnt so by the second time.
  const first = await hold();
  await delay(BEFORE_HANGING_UP_MS);
  await hangUp(first);
  await target.health(); // By then it has seen that they have left.
  const second = await hold();
  const fall = await bystanderFalls(target);
  await hangUp(second);
  return fall ?? survived("others are answered");
}

/** Survived if they are all hung up on in time, and others are answered. */
async function outlastSlowClients(
  target: Target,
  opening: string,
): Promise<Verdict> {
  const isOurs = target.has("process");
  const longestMs = isOurs ? KEPT_MS : KEPT_BY_STRANGER_MS;
  const clients: SlowClient[] = [];
  try {
    const groups: Promise<boolean>[] = [];
    let isHeld = false;
    for (const [index, size] of groupsOf(isOurs ? 1 : GROUPS).entries()) {
      if (index > 0) await delay(BETWEEN_GROUPS_MS);
      if (isHeld) break;
      const group = Array.from({ length: size }, () =>
        dribble(target, opening),
      );
      clients.push(...group);
      const ended = Promise.all(group.map(({ gone }) => gone));
      const late = delay(longestMs, undefined, { ref: false }).then(lastLook);
      const gone = Promise.race([ended.then(() => true), late]);
      gone.then((areGone) => {
        isHeld ||= !areGone;
      });
      groups.push(gone);
      await Promise.all(group.map(({ opened }) => opened));
    }
    const fall = await bystanderFalls(target);
    if (fall) return fall;
    const outcomes = await Promise.all(groups);
    if (!outcomes.includes(false)) return survived("hung up on, in time");
    const held = outcomes.includes(true) ? "some of them" : clients.length;
    return fell("hung", `${held} held for ${longestMs / 1000} s, and longer`);
  } finally {
    for (const { socket } of clients) socket.destroy();
  }
}

/**
 * Node looks for late requests every connectionsCheckingInterval, 30 s unless
 * set: of clients that all come at once it may look just in time.
 */
const GROUPS = 6;
const BETWEEN_GROUPS_MS = 5000;

function groupsOf(count: number): number[] {
  const size = Math.ceil(CLIENTS / count);
  return Array.from({ length: count }, (_, n) =>
    Math.min(size, CLIENTS - n * size),
  );
}

/** Twice: on a busy machine the bystander itself may be too slow for the server. */
async function bystanderFalls(target: Target): Promise<Verdict | undefined> {
  return (await refusalOfOne(target)) && refusalOfOne(target);
}

/** Asks for something else, often enough to meet every worker. */
async function refusalOfOne(target: Target): Promise<Verdict | undefined> {
  const { health, read } = target.routes;
  const path = target.has("read") ? read : health;
  for (let asked = 0; asked < 4; asked += 1) {
    const reply = await target.ask({ path });
    const fall = fallOf(reply, "a bystander", { by: [200] });
    if (fall) return fall;
  }
  return undefined;
}

/**
 * Timers come before sockets in a turn of the event loop: after one that took
 * long, the ends may be there, and only not be seen yet.
 */
async function lastLook(): Promise<false> {
  await nextTurn();
  await nextTurn();
  return false;
}

interface SlowClient {
  readonly socket: Socket;
  readonly opened: Promise<void>;
  readonly gone: Promise<void>;
}

function dribble(target: Target, opening: string): SlowClient {
  const socket = connect(addressOf(target.at));
  const timer = setInterval(() => socket.write("x"), BYTE_EVERY_MS);
  const gone = new Promise<void>((resolve) => {
    socket.on("error", () => {}); // A reset is an end as well.
    socket.once("close", () => {
      clearInterval(timer);
      resolve();
    });
  });
  const opened = new Promise<void>((resolve) => {
    socket.resume().write(opening, () => resolve());
  });
  return { socket, opened, gone };
}
