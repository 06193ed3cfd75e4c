// Probes of a server's start: ports and settings that it cannot work with.

import { once } from "node:events";
import { createServer } from "node:net";
import { hasStackTrace } from "../../servers/http/describe-answer";
import { request } from "../../servers/http/request";
import { ServerStartError } from "../../servers/start/server-start-error";
import { fallsBy, type Probe, survives } from "../probe";
import { StepServer } from "../targets/step-server";
import { capabilities } from "../targets/step-target";
import type { Target } from "../targets/target";
import { countUsers } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

type Environment = Readonly<Record<string, string>>;

const wrongSettings = { SEED_USERS: "-1", LOG_LEVEL: "loud" };
const oddNumbers = { SEED_USERS: "0x1e" };
const emptySettings = { HOST: "", LOG_LEVEL: " " };
const wrongSecrets = { API_KEY: "", JWT_SECRET: "short" };

const common = {
  category: "process",
} as const;

export const processStart: readonly Probe[] = [
  {
    ...common,
    name: "busy-port",
    does: "Starts the server on a port that somebody else holds.",
    surviving: "It ends, and its exit code says that it failed.",
    outcomes: {
      1: fallsBy(
        "wrong answer",
        "says that it runs, and ends with exit code 0",
      ),
      3: survives("prints a stack trace, and ends with exit code 1"),
      4: survives(
        "logs EADDRINUSE as one line of JSON, and ends with exit code 1",
      ),
      8: survives(
        "logs EADDRINUSE as one line of JSON and that it gives up, and ends with exit code 1",
      ),
    },
    needs: ["process"],
    attack: startOnBusyPort,
  },
  {
    ...common,
    name: "wrong-settings",
    does: "Starts the server with settings that make no sense.",
    surviving: "It ends, and its exit code says that it failed.",
    outcomes: {
      1: fallsBy("wrong answer", "starts, with 0 users"),
      3: survives(
        "names SEED_USERS, LOG_LEVEL in one line, and ends with exit code 1",
      ),
    },
    needs: ["process", "users"],
    attack: (target) => refusesToStart(target, wrongSettings),
  },
  {
    ...common,
    name: "odd-numbers",
    does: "Starts the server with a number in hexadecimal among its settings.",
    surviving: "It ends, and its exit code says that it failed.",
    outcomes: {
      1: fallsBy("wrong answer", "starts, with 30 users"),
      3: survives("names SEED_USERS in one line, and ends with exit code 1"),
    },
    needs: ["process", "users"],
    setups: ["plain"],
    attack: (target) => refusesToStart(target, oddNumbers),
  },
  {
    ...common,
    name: "empty-settings",
    does: "Starts the server with HOST= and LOG_LEVEL=, as compose sets what nobody has set.",
    surviving:
      "It takes them for not set, and listens where it does by default.",
    outcomes: {
      1: fallsBy("leaked", "listens on every address of the machine"),
      3: survives("listens on 127.0.0.1 alone"),
    },
    needs: ["process"],
    setups: ["plain"],
    // Only there a machine has more than one address of its own for sure.
    appliesTo: () => process.platform === "linux",
    attack: startWithEmptySettings,
  },
  {
    ...common,
    name: "missing-secrets",
    does: "Starts the server with an empty key and a secret of five letters.",
    surviving: "It ends, and its exit code says that it failed.",
    outcomes: {
      6: survives(
        "names API_KEY, JWT_SECRET in one line, and ends with exit code 1",
      ),
    },
    needs: ["process", "secrets"],
    attack: (target) => refusesToStart(target, wrongSecrets),
  },
  {
    ...common,
    name: "secrets-without-use",
    does: "Starts a server that has no secrets with an empty key and a secret of five letters.",
    outcomes: { 1: "starts, with 30 users" },
    appliesTo: (subject) => !capabilities(subject).has("secrets"),
    attack: async (target) => (await start(target, wrongSecrets)).words,
  },
  {
    ...common,
    name: "port-not-a-number",
    does: "Starts the server with letters for a port.",
    outcomes: {
      1: "prints a stack trace, and ends with exit code 1",
      3: "names PORT in one line, and ends with exit code 1",
    },
    needs: ["process"],
    attack: async (target) => (await start(target, { PORT: "abc" })).words,
  },
];

async function startOnBusyPort(target: Target): Promise<Verdict> {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const address = holder.address();
  const port = typeof address === "object" ? address?.port : undefined;
  try {
    return await refusesToStart(target, { PORT: String(port) });
  } finally {
    holder.close();
  }
}

/** Survived if it ends at once, and says by its exit code that it failed. */
async function refusesToStart(
  target: Target,
  env: Environment,
): Promise<Verdict> {
  const { end, words } = await start(target, env);
  if (end === "runs on, silent") return fell("hung", words);
  const isRefusal = end !== "runs" && end !== "exit code 0";
  return isRefusal ? survived(words) : fell("wrong answer", words);
}

async function startWithEmptySettings({
  server: { subject },
}: Target): Promise<Verdict> {
  const env = { WORKERS: "1", ...emptySettings };
  const server = await StepServer.start(subject, env);
  try {
    const { port } = server;
    const other = await request({ host: "127.0.0.2", port }, health);
    if (other) return fell("leaked", "listens on every address of the machine");
    return (await server.isUp())
      ? survived("listens on 127.0.0.1 alone")
      : fell("wrong answer", "does not listen on 127.0.0.1");
  } finally {
    await server.stop();
  }
}

const health = { path: "/healthz" };

/** How a start ends, or what the server is once it runs. */
async function start(
  { server: { subject } }: Target,
  env: Environment,
): Promise<{ end: string; words: string }> {
  try {
    // One worker: a supervisor that gives up has started it five times.
    const server = await StepServer.start(subject, { WORKERS: "1", ...env });
    const count = await countUsers(server).finally(() => server.stop());
    return { end: "runs", words: `starts, with ${count} users` };
  } catch (error) {
    if (!(error instanceof ServerStartError)) throw error;
    const end = endOf(error);
    return { end, words: `${describeOutput(error.output)}, and ${endIn(end)}` };
  }
}

function endOf({ cameTo }: ServerStartError): string {
  if (cameTo === "silent") return "runs on, silent";
  return cameTo.signal ?? `exit code ${cameTo.code}`;
}

function endIn(end: string): string {
  return end === "runs on, silent" ? end : `ends with ${end}`;
}

function describeOutput(output: string): string {
  const lines = output.trimEnd().split("\n");
  const [first = ""] = lines;
  if (lines.every((line) => line.startsWith("{"))) {
    const errors = lines.map((line) => JSON.parse(line).error);
    const count = errors.filter((error) => /EADDRINUSE/.test(error)).length;
    const end = lines.at(-1)?.includes('"giving up')
      ? " and that it gives up"
      : "";
    return `logs EADDRINUSE as ${count === 1 ? "one line" : `${count} lines`} of JSON${end}`;
  }
  if (lines.length === 1 && first.startsWith("Wrong environment")) {
    const names = first.match(/[A-Z_]{2,}(?=:)/g) ?? [];
    return `names ${names.join(", ")} in one line`;
  }
  if (first.startsWith("Server running")) return "says that it runs";
  return hasStackTrace(output) ? "prints a stack trace" : `prints ${output}`;
}
