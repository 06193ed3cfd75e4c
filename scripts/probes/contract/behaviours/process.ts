// Behaviours of the process: how it starts, how it refuses to, and what it finds on coming back.
import { once } from "node:events";
import { readdirSync, statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import {
  describeAnswer,
  hasStackTrace,
} from "../../../servers/http/describe-answer";
import { ServerStartError } from "../../../servers/start/server-start-error";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import { countUsers, signUp, uniqueUser } from "../../targets/users";
import type { Behaviour } from "../behaviour";

export const processes: readonly Behaviour[] = [
  {
    name: "a port that somebody else holds",
    outcomes: {
      1: "says that it runs, and ends with exit code 0",
      3: "prints a stack trace, and ends with exit code 1",
      4: "logs EADDRINUSE as one line of JSON, and ends with exit code 1",
      8: "logs EADDRINUSE as one line of JSON and that it gives up, and ends with exit code 1",
    },
    checkStart: checkBusyPort,
  },
  {
    name: "a port that is no number",
    outcomes: {
      1: "prints a stack trace, and ends with exit code 1",
      3: "names PORT in one line, and ends with exit code 1",
    },
    checkStart: (subject) => start(subject, { PORT: "abc" }),
  },
  {
    name: "settings that make no sense",
    outcomes: {
      1: "starts, with 0 users",
      3: "names SEED_USERS, LOG_LEVEL in one line, and ends with exit code 1",
    },
    checkStart: (subject) =>
      start(subject, { SEED_USERS: "-1", LOG_LEVEL: "loud" }),
  },
  {
    name: "secrets that are missing or too short",
    outcomes: {
      1: "starts, with 30 users",
      6: "names API_KEY, JWT_SECRET in one line, and ends with exit code 1",
    },
    checkStart: (subject) =>
      start(subject, { API_KEY: "", JWT_SECRET: "short" }),
  },
  {
    name: "a file of users whose last record was cut off",
    appliesTo: ({ step }) => !step.services.includes("postgres"),
    outcomes: {
      1: "500 html with a stack trace",
      2: "201 json, and only that record is lost",
    },
    check: checkTornFile,
  },
];

/** How a start ends, or what it is once it runs. */
async function start(
  subject: Subject,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    return await withServer(subject, env, async (server) => {
      return `starts, with ${await countUsers(server)} users`;
    });
  } catch (error) {
    if (!(error instanceof ServerStartError)) throw error;
    return describeEnd(error);
  }
}

function describeEnd({ cameTo, output }: ServerStartError): string {
  const end = cameTo === "silent" ? "runs on" : `exit code ${cameTo.code}`;
  return `${describeOutput(output)}, and ends with ${end}`;
}

function describeOutput(output: string): string {
  const lines = output.trimEnd().split("\n");
  const [first = ""] = lines;
  if (lines.every((line) => line.startsWith("{"))) {
    const causes = lines.map((line) => JSON.parse(line).error);
    const told = causes.filter((cause) => /EADDRINUSE/.test(cause)).length;
    const end = lines.at(-1)?.includes('"giving up')
      ? " and that it gives up"
      : "";
    return `logs EADDRINUSE as ${told === 1 ? "one line" : `${told} lines`} of JSON${end}`;
  }
  if (lines.length === 1 && first.startsWith("Wrong environment")) {
    const names = first.match(/[A-Z_]{2,}(?=:)/g) ?? [];
    return `names ${names.join(", ")} in one line`;
  }
  if (first.startsWith("Server running")) return "says that it runs";
  return hasStackTrace(output) ? "prints a stack trace" : `prints ${output}`;
}

async function checkBusyPort(subject: Subject): Promise<string> {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const address = holder.address();
  if (address === null || typeof address === "string") return String(address);
  try {
    // One worker: each of them would tell.
    return await start(subject, { PORT: String(address.port), WORKERS: "1" });
  } finally {
    holder.close();
  }
}

async function checkTornFile(server: StepServer): Promise<string> {
  await signUp(server, uniqueUser());
  const before = await countUsers(server);
  await server.restart(() => {
    const [name = ""] = readdirSync(server.dataDirectory);
    const file = join(server.dataDirectory, name);
    truncateSync(file, statSync(file).size - 3);
  });
  const answer = await signUp(server, uniqueUser());
  // What cannot read its file any more is of no use to other behaviours.
  if (answer?.status !== 201) {
    server.process.kill("SIGKILL");
    await server.process.exited;
    return describeAnswer(answer);
  }
  const lost = before + 1 - (await countUsers(server));
  const words = lost === 1 ? "only that record is lost" : `lost: ${lost}`;
  return `${describeAnswer(answer)}, and ${words}`;
}
