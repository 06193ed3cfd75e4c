// Behaviours of a server behind proxies: whose word it takes for who the client is, and who closes first.

import { sendRaw } from "../../../servers/http/raw";
import { temporaryServices } from "../../../servers/services/temporary-services";
import { identified, requestLine } from "../../log-lines";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

const own = "is not believed: the log has that of the connection";

export const proxies: readonly Behaviour[] = [
  {
    name: "an address in X-Forwarded-For, by a client that nobody named",
    outcomes: { 3: own },
    check: forward,
  },
  {
    // The first one is what the client wrote, the last what the proxy saw.
    name: "two addresses in X-Forwarded-For, by a proxy that is named",
    outcomes: { 3: own, 13: "are read from the right: the log has the last" },
    checkStart: (subject) =>
      withServer(subject, { TRUST_PROXY: "loopback" }, forward),
  },
  {
    name: "an address in X-Forwarded-For, by another than the proxy that is named",
    outcomes: { 3: own },
    checkStart: (subject) =>
      withServer(subject, { TRUST_PROXY: "10.0.0.0/8" }, forward),
  },
  {
    name: "everybody, named as a proxy",
    outcomes: { 13: "is refused at the start" },
    checkStart: (subject) =>
      withServer(subject, { TRUST_PROXY: "true" }, async () => "starts").catch(
        (error: Error) =>
          /TRUST_PROXY/.test(error.message)
            ? "is refused at the start"
            : error.message,
      ),
  },
  {
    name: "two clients of one proxy, each over the limit",
    outcomes: {
      9: "are one client: 5 of 20 pass",
      13: "have a limit each: 10 of 20 pass",
    },
    checkStart: (subject) =>
      withServer(
        subject,
        { TRUST_PROXY: "loopback", RATE_LIMIT: "5" },
        checkClients,
      ),
  },
  {
    name: "one client, five times over the limit, at two nodes in turn",
    appliesTo: ({ store }) => store !== undefined,
    outcomes: { 9: "20 of 100 pass" },
    checkStart: checkTwoNodes,
  },
  {
    // nginx, and AWS's ALB, keep theirs for 60 s: whoever sends must close.
    name: "an idle connection",
    outcomes: { 1: "is kept for 5 seconds", 13: "is kept for 65 seconds" },
    check: checkIdle,
  },
];

async function forward(server: StepServer): Promise<string> {
  const { id, message } = identified({
    path: "/healthz",
    headers: { "X-Forwarded-For": "198.51.100.1, 203.0.113.9" },
  });
  await server.sendAsStranger(message);
  const { ip = "no address" } = await requestLine(server, id);
  if (ip === "127.0.0.1") return own;
  return ip === "203.0.113.9"
    ? "are read from the right: the log has the last"
    : `the log has ${ip}`;
}

async function checkClients(server: StepServer): Promise<string> {
  const passed = await countPassed(20, (index) =>
    server.send({
      path: "/users",
      headers: { "X-Forwarded-For": `203.0.113.${1 + (index % 2)}` },
    }),
  );
  const who = passed > 5 ? "have a limit each" : "are one client";
  return `${who}: ${passed} of 20 pass`;
}

async function checkTwoNodes(subject: Subject): Promise<string> {
  const services = await temporaryServices(subject.step, subject.store);
  const env = { ...services.env, RATE_LIMIT: "20" };
  try {
    return await withServer(subject, env, (one) =>
      withServer(subject, env, async (other) => {
        const passed = await countPassed(100, (index) =>
          (index % 2 ? one : other).send({ path: "/users" }),
        );
        return `${passed} of 100 pass`;
      }),
    );
  } finally {
    await services.stop();
  }
}

/** How many of so many requests, all at once, are answered with 200. */
export async function countPassed(
  count: number,
  send: (index: number) => ReturnType<StepServer["send"]>,
): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, index) => send(index)),
  );
  return answers.filter((answer) => answer?.status === 200).length;
}

/** As the answer itself announces it. */
async function checkIdle({ port }: StepServer): Promise<string> {
  const { text } = await sendRaw(
    port,
    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    { until: (heard) => heard.includes("\r\n\r\n") },
  );
  const [, seconds] = /^keep-alive: timeout=(\d+)/im.exec(text) ?? [];
  return seconds ? `is kept for ${seconds} seconds` : "is not kept";
}
