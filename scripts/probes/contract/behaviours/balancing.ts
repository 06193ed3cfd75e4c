// Behaviours of several nodes behind nginx: who the client is, and what it notices when a node goes.

import { processInfo } from "../../../servers/host/process-info";
import { type Message, request } from "../../../servers/http/request";
import { identified, linesOf, requestLine } from "../../log-lines";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Behaviour } from "../behaviour";
import { countPassed } from "./proxies";

/**
 * Clients with an address of their own, which is neither nginx's nor the
 * nodes'. Only Linux has them without being told.
 */
const hasClients = process.platform === "linux";
const [aClient, another] = ["127.0.0.2", "127.0.0.3"];

export const balancing: readonly Behaviour[] = [
  {
    name: "a client that claims to be another",
    appliesTo: () => hasClients,
    outcomes: { 13: "is known by its own address" },
    check: checkAddress,
  },
  {
    name: "a client five times over the limit, and another client",
    appliesTo: () => hasClients,
    outcomes: { 13: "20 of 100 pass over both nodes, the other is let in" },
    checkStart: (subject) =>
      withServer(subject, { RATE_LIMIT: "20" }, checkLimit),
  },
  {
    name: "readiness and metrics, from outside",
    outcomes: { 13: "are not for everybody: 404, 404" },
    async check(server) {
      const paths = ["/readyz", "/metrics"];
      const statuses = await Promise.all(
        paths.map(async (path) => (await server.send({ path }))?.status),
      );
      return `are not for everybody: ${statuses.join(", ")}`;
    },
  },
  {
    name: "SIGKILL to a node",
    outcomes: { 13: "every request is answered, and the node comes back" },
    check: checkDeath,
  },
  {
    name: "a rolling deploy",
    outcomes: { 13: "every request is answered, and both are new" },
    check: checkDeploy,
  },
];

function sendFrom(localAddress: string, server: StepServer, message: Message) {
  const at = { host: "127.0.0.1", port: server.port, localAddress };
  return request(at, server.withCredentials(message));
}

async function checkAddress(server: StepServer): Promise<string> {
  const { id, message } = identified({
    path: "/healthz",
    headers: { "X-Forwarded-For": "203.0.113.9" },
  });
  await sendFrom(aClient, server, message);
  const { ip = "no address" } = await requestLine(server, id);
  return ip === aClient ? "is known by its own address" : `is known as ${ip}`;
}

async function checkLimit(server: StepServer): Promise<string> {
  const users = { path: "/users" };
  const passed = await countPassed(100, () => sendFrom(aClient, server, users));
  const other = await sendFrom(another, server, users);
  const words = other?.status === 200 ? "let in" : `answered ${other?.status}`;
  return `${passed} of 100 pass over both nodes, the other is ${words}`;
}

async function checkDeath(server: StepServer): Promise<string> {
  process.kill(await aNode(server), "SIGKILL");
  const lost = await askUntil(server, /^Node \d is back\.$/m);
  return lost ?? "every request is answered, and the node comes back";
}

async function checkDeploy(server: StepServer): Promise<string> {
  const before = await aNode(server);
  server.process.kill("SIGUSR2");
  const lost = await askUntil(server, /^Node 2 is replaced\.$/m);
  const nodes = isRunning(before) ? "a node is the old one" : "both are new";
  return `${lost ?? "every request is answered"}, and ${nodes}`;
}

const mostLost = 20;

/** Asks, again and again, until the output says so; what went wrong meanwhile. */
async function askUntil(
  server: StepServer,
  end: RegExp,
): Promise<string | undefined> {
  const start = server.output.length;
  const lost: (number | string)[] = [];
  while (!end.test(server.output.slice(start)) && lost.length < mostLost) {
    const answer = await server.send({ path: "/users?limit=5" });
    if (answer?.status !== 200) lost.push(answer?.status ?? "no answer");
  }
  if (lost.length === 0) return undefined;
  return `${lost.length} requests are not: ${[...new Set(lost)].join(", ")}`;
}

/** The process of a node whose worker runs. */
function aNode(server: StepServer): Promise<number> {
  return server.printed((output) =>
    linesOf(output)
      .filter(({ message }) => message === "worker ready")
      .map(({ worker }) => parentOf(worker))
      .findLast((parent) => parent !== undefined),
  );
}

/** Undefined where it has ended, or its parent has. */
function parentOf(pid: unknown): number | undefined {
  const { parent = 0 } = processInfo(Number(pid)) ?? {};
  return parent > 1 ? parent : undefined;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
