// The log: a line for each request, whatever becomes of it.

import { holdUpload, type Message } from "../../servers/http/request";
import { identified, linesOf, requestLine } from "../log-lines";
import type { Probe } from "../probe";
import type { StepServer } from "../targets/step-server";
import { signUpMessage, uniqueUser } from "../targets/users";
import { forgedLine } from "./input-injection";

const json = { "Content-Type": "application/json" };

/** One request of every kind that the log has to know of. */
const requests: readonly Message[] = [
  { path: "/healthz" },
  { path: "/users/1" },
  { path: "/users/999999" },
  { path: "/nowhere" },
  { path: `/users/${forgedLine}`, headers: { Referer: forgedLine } },
  { path: "/users/%E0%A4%A" },
  { method: "POST", path: "/users", headers: json, body: '{"name":' },
  { method: "POST", path: "/users", body: { name: "x".repeat(200_000) } },
  { method: "POST", path: "/users", body: "a user, please" },
];

export const logging: readonly Probe[] = [
  {
    name: "requests-in-the-log",
    category: "input",
    does: "Sends good requests and bad ones, one that is made to look like log lines among them.",
    outcomes: {
      1: "leave no line in the log",
      3: "leave 1 line of JSON in the log each",
    },
    attack: ({ server }) => checkEachRequest(server),
  },
  {
    name: "aborted-upload-in-the-log",
    category: "input",
    does: "Sends the first half of a sign-up, hangs up, and reads the log.",
    outcomes: { 1: "leaves no line", 3: "is a line that says so" },
    attack: ({ server }) => checkAborted(server),
  },
  {
    name: "error-in-the-log",
    category: "input",
    does: "Takes away what sign-ups are written to, signs up, and reads the log.",
    outcomes: {
      1: "is plain text over many lines",
      4: "is one line of JSON, with the request's id",
    },
    attack: ({ server }) => checkError(server),
  },
];

async function checkEachRequest(server: StepServer): Promise<string> {
  const logs = await logsJson(server);
  // What kills a server that logs nothing leaves a stack trace instead.
  const asked = logs ? requests : requests.slice(0, 5);
  const sent = asked.map((message) => identified(message));
  await Promise.all(sent.map(({ message }) => server.send(message)));
  const counts = await Promise.all(
    sent.map(({ id }) => countLines(server, id, logs)),
  );
  const [count] = new Set(counts).size === 1 ? counts : [counts.join()];
  if (count === 0) return "leave no line in the log";
  return `leave ${count} line of JSON in the log each`;
}

async function checkAborted(server: StepServer): Promise<string> {
  const logs = await logsJson(server);
  const { id, message } = identified(
    server.withCredentials(signUpMessage(uniqueUser())),
  );
  const upload = await holdUpload(server.port, message);
  await upload.abandon();
  if ((await countLines(server, id, logs)) === 0) return "leaves no line";
  const { aborted } = await requestLine(server, id);
  return aborted ? "is a line that says so" : "is a line like any other";
}

/** Of a folder, or a table, that is away. */
const isAway = /ENOENT|relation .* does not exist/;

async function checkError(server: StepServer): Promise<string> {
  const { id, message } = identified(signUpMessage(uniqueUser()));
  const start = server.output.length;
  await server.withoutData(() => server.send(message));
  // What another request logged may be read only now.
  const tells = (line: string) =>
    isAway.test(line) && (!line.startsWith("{") || line.includes(id));
  const text = await server.printed((output) => {
    const since = output.slice(start);
    return since.split("\n").slice(0, -1).some(tells) ? since : undefined;
  });
  const lines = linesOf(text).filter(
    ({ requestId, error }) => requestId === id && isAway.test(error ?? ""),
  );
  if (lines.length === 0) return "is plain text over many lines";
  return lines.length === 1
    ? "is one line of JSON, with the request's id"
    : text;
}

/** Whether it logs at all: the first line, on starting, is JSON if it does. */
async function logsJson(server: StepServer): Promise<boolean> {
  const first = await server.printed((output) => /^.*\n/.exec(output)?.[0]);
  return first.startsWith("{");
}

/** How many lines tell of a request; waits for the first if there is to be one. */
async function countLines(
  server: StepServer,
  id: string,
  logs: boolean,
): Promise<number> {
  if (logs) await requestLine(server, id);
  return server.output.split("\n").filter((line) => line.includes(id)).length;
}
