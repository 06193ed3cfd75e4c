// Probes of several nodes behind nginx: which client is which, and what clients notice when a node goes.
import { workerEvents } from "../../../steps/08-cluster/cluster/worker-events";
import { isAlive, processInfo } from "../../servers/host/process-info";
import { type Message, request } from "../../servers/http/request";
import { identified, linesOf, requestLine } from "../log-lines";
import type { Probe } from "../probe";
import type { StepServer } from "../targets/step-server";
import type { Target } from "../targets/target";

/**
 * Clients with an address of their own, which is neither nginx's nor the
 * nodes'. Only Linux has these without being told.
 */
const hasClients = process.platform === "linux";
const [aClient, another] = ["127.0.0.2", "127.0.0.3"];

const category = "process";
const setups = ["nodes"] as const;

export const processNodes: readonly Probe[] = [
  {
    name: "nodes-and-a-claimed-address",
    category,
    does: "Claims another client's address in X-Forwarded-For, in front of nginx.",
    outcomes: { 13: "is known by its own address" },
    setups,
    appliesTo: () => hasClients,
    attack: claimAddress,
  },
  {
    name: "nodes-and-the-limit",
    category,
    does: "Asks five times as often as one client may, and once as another client.",
    outcomes: { 13: "20 of 100 pass over both nodes, the other is let in" },
    setups,
    appliesTo: () => hasClients,
    env: { RATE_LIMIT: "20" },
    attack: exceedLimit,
  },
  {
    name: "nodes-and-their-insides",
    category,
    does: "Asks nginx for the readiness and the metrics of its nodes, in every spelling that Express takes.",
    outcomes: { 13: "are not for everybody: 404" },
    setups,
    attack: askForInsides,
  },
  {
    name: "node-killed",
    category,
    does: "Kills a node by SIGKILL, and asks until it is back.",
    outcomes: { 13: "every request is answered, and the node comes back" },
    setups,
    attack: killNode,
  },
  {
    name: "rolling-deploy",
    category,
    does: "Has the nodes replaced one by one, and asks until both are.",
    outcomes: { 13: "every request is answered, and both are new" },
    setups,
    attack: deploy,
  },
];

function sendFrom(localAddress: string, { server }: Target, message: Message) {
  const at = { host: "127.0.0.1", port: server.port, localAddress };
  return request(at, server.withCredentials(message));
}

async function claimAddress(target: Target): Promise<string> {
  const { id, message } = identified({
    path: "/healthz",
    headers: { "X-Forwarded-For": "203.0.113.9" },
  });
  await sendFrom(aClient, target, message);
  const { ip = "no address" } = await requestLine(target.server, id);
  return ip === aClient ? "is known by its own address" : `is known as ${ip}`;
}

async function exceedLimit(target: Target): Promise<string> {
  const users = { path: "/users" };
  const responses = await Promise.all(
    Array.from({ length: 100 }, () => sendFrom(aClient, target, users)),
  );
  const passed = responses.filter((one) => one?.status === 200).length;
  const other = await sendFrom(another, target, users);
  const words = other?.status === 200 ? "let in" : `answered ${other?.status}`;
  return `${passed} of 100 pass over both nodes, the other is ${words}`;
}

const insides = ["/readyz", "/metrics"].flatMap((path) => [
  path,
  ...[`${path}/`, path.toUpperCase(), `${path}?x`, `${path}#x`],
  ...[`/${path}`, `/x/..${path}`, `/.${path}`, `${path}/.`],
  ...[path.replace("e", "%65"), `${path}%20`, `${path}%00`, `${path};x`],
  `http://here${path.toUpperCase()}/`,
]);

async function askForInsides({ server }: Target): Promise<string> {
  const responses = await Promise.all(
    insides.map((path) => server.send({ path })),
  );
  const statuses = new Set(
    // What is no URL, nginx refuses by itself.
    responses.map((it) => (it?.status === 400 ? 404 : it?.status)),
  );
  return `are not for everybody: ${[...statuses].join(", ")}`;
}

async function killNode({ server }: Target): Promise<string> {
  process.kill(await nodeOf(server), "SIGKILL");
  const lost = await lostUntil(server, /^Node \d is back\.$/m);
  return lost ?? "every request is answered, and the node comes back";
}

async function deploy({ server }: Target): Promise<string> {
  const before = await nodeOf(server);
  server.process.kill("SIGUSR2");
  const lost = await lostUntil(server, /^Node 2 is replaced\.$/m);
  const nodes = isAlive(before) ? "a node is the old one" : "both are new";
  return `${lost ?? "every request is answered"}, and ${nodes}`;
}

/** After as many nothing more is learned. */
const MAX_LOST = 20;

/** Asks again and again until the output says so; what went wrong meanwhile. */
async function lostUntil(
  server: StepServer,
  end: RegExp,
): Promise<string | undefined> {
  const start = server.output.length;
  const lost: (number | string)[] = [];
  while (!end.test(server.output.slice(start)) && lost.length < MAX_LOST) {
    const response = await server.send({ path: "/users?limit=5" });
    if (response?.status !== 200) lost.push(response?.status ?? "no answer");
  }
  if (lost.length === 0) return undefined;
  return `${lost.length} requests are not: ${[...new Set(lost)].join(", ")}`;
}

/** The process of a node whose worker runs. */
function nodeOf(server: StepServer): Promise<number> {
  return server.printed((output) =>
    linesOf(output)
      .filter(({ message }) => message === workerEvents.ready)
      .map(({ worker }) => parentOf(worker))
      .findLast((parent) => parent !== undefined),
  );
}

/** Undefined where it has ended, or its parent has. */
function parentOf(pid: unknown): number | undefined {
  const { parent = 0 } = processInfo(Number(pid)) ?? {};
  return parent > 1 ? parent : undefined;
}
