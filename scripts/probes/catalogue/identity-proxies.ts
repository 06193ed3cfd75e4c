// Probes of a server behind proxies: whose word it takes for the client's address, and who closes a connection first.

import { identified, requestLine } from "../log-lines";
import type { Probe } from "../probe";
import { eitherStore } from "../probe";
import { withServer } from "../targets/step-server";
import type { Target } from "../targets/target";

const own = "is not believed: the log has that of the connection";
const last = "are read from the right: the log has the last";

/** A server whose clients all come by a proxy that it is told of, and one whose do not. */
export const behindLoopback = { TRUST_PROXY: "loopback", RATE_LIMIT: "5" };
export const proxyElsewhere = { TRUST_PROXY: "10.0.0.0/8", RATE_LIMIT: "25" };

export const identityProxies: readonly Probe[] = [
  {
    name: "forwarded-by-a-client",
    category: "identity",
    does: "Sends X-Forwarded-For to a server that was told of no proxy.",
    outcomes: { 3: own },
    attack: forward,
  },
  {
    // The first address is what the client wrote, the last what the proxy saw.
    name: "forwarded-by-a-proxy",
    category: "identity",
    does: "Sends two addresses in X-Forwarded-For, from where the server was told a proxy is.",
    env: behindLoopback,
    outcomes: { 3: own, 13: last },
    attack: forward,
  },
  {
    name: "forwarded-by-another",
    category: "identity",
    does: "Sends X-Forwarded-For from elsewhere than the server was told its proxy is.",
    env: proxyElsewhere,
    setups: eitherStore,
    outcomes: { 3: own },
    attack: forward,
  },
  {
    name: "everybody-a-proxy",
    category: "identity",
    does: "Starts the server with TRUST_PROXY=true, which believes every client.",
    outcomes: { 13: "is refused at the start" },
    attack: startTrusting,
  },
  {
    // nginx, and AWS's ALB, keep theirs for 60 s: whoever sends must close.
    name: "idle-connection",
    category: "protocol",
    does: "Reads for how long the server announces to keep an idle connection.",
    outcomes: { 1: "is kept for 5 seconds", 13: "is kept for 65 seconds" },
    attack: readKeepAlive,
  },
];

async function forward({ server }: Target): Promise<string> {
  const { id, message } = identified({
    path: "/healthz",
    headers: { "X-Forwarded-For": "198.51.100.1, 203.0.113.9" },
  });
  await server.sendAsStranger(message);
  const { ip = "no address" } = await requestLine(server, id);
  if (ip === "127.0.0.1") return own;
  return ip === "203.0.113.9" ? last : `the log has ${ip}`;
}

async function startTrusting({ server: { subject } }: Target): Promise<string> {
  const env = { TRUST_PROXY: "true" };
  return withServer(subject, env, async () => "starts").catch(
    ({ message }: Error) =>
      message.includes("TRUST_PROXY") ? "is refused at the start" : message,
  );
}

async function readKeepAlive(target: Target): Promise<string> {
  const { text } = await target.talk(
    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    { until: (heard) => heard.includes("\r\n\r\n") },
  );
  const [, seconds] = /^keep-alive: timeout=(\d+)/im.exec(text) ?? [];
  return seconds ? `is kept for ${seconds} seconds` : "is not kept";
}
