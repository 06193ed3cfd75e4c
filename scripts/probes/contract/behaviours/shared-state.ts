// Behaviours of what processes share: asked for once, and done without while it is down or slow.

import { describeRefusal } from "../../../servers/http/describe-answer";
import { openProxy, type TcpProxy } from "../../../servers/http/proxy";
import { temporaryServices } from "../../../servers/services/temporary-services";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import { signUp, uniqueUser } from "../../targets/users";
import type { Behaviour } from "../behaviour";

export const sharedState: readonly Behaviour[] = [
  {
    name: "a page that nobody has, asked for forty times at once",
    appliesTo: ({ store }) => store !== undefined,
    outcomes: { 9: "40 of 40 are answered, the database is asked 1 time" },
    checkStart: checkStampede,
  },
  {
    name: "a store that does not answer, is gone and comes back, where requests are to pass",
    appliesTo: ({ store }) => store === "redis",
    outcomes: {
      9: "429; silent: 200, 201, heads the list; gone: 200, 201, heads the list; back: 429",
      // Who is over the limit is so until the window ends: nobody need be asked.
      13: "429; silent: 429, 429, is not in the list; gone: 429, 429, is not in the list; back: 429",
    },
    checkStart: (subject) => checkFailures(subject, "pass"),
  },
  {
    name: "a store that does not answer, is gone and comes back, where requests are to be refused",
    appliesTo: ({ store }) => store === "redis",
    outcomes: {
      9: "429; silent: 503 problem store_unavailable with retry-after; gone: 503 problem store_unavailable with retry-after; back: 429",
      13: "429; silent: 429 problem too_many_requests with retry-after; gone: 429 problem too_many_requests with retry-after; back: 429",
    },
    checkStart: (subject) => checkFailures(subject, "refuse"),
  },
];

async function checkStampede(subject: Subject): Promise<string> {
  let asked = 0;
  const proxy = await openProxy({
    onSent(chunk) {
      asked += chunk.toString("latin1").split("ORDER BY id DESC").length - 1;
    },
  });
  return behind(proxy, subject, "DATABASE_URL", {}, async (server) => {
    // Each worker has a connection to the database: opening one may time out.
    for (let i = 0; i < 6; i += 1) await server.send({ path: "/users/1" });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => server.send({ path: "/users?limit=7" })),
    );
    const ok = answers.filter((answer) => answer?.status === 200).length;
    return `${ok} of 40 are answered, the database is asked ${asked} time${asked === 1 ? "" : "s"}`;
  });
}

async function checkFailures(
  subject: Subject,
  policy: "pass" | "refuse",
): Promise<string> {
  const proxy = await openProxy();
  // Long enough for a busy machine: only what is silent takes longer.
  const env = { RATE_LIMIT: "1", STORE_TIMEOUT_MS: "1000", WORKERS: "1" };
  const given = { ...env, WHEN_STORE_FAILS: policy };
  return behind(proxy, subject, "REDIS_URL", given, async (server, port) => {
    await untilStatus(server, 429);
    proxy.stall();
    const silent = await describeUse(server, policy);
    proxy.forwardTo(closedPort);
    const gone = await describeUse(server, policy);
    proxy.forwardTo(port);
    await untilStatus(server, 429);
    return `429; silent: ${silent}; gone: ${gone}; back: 429`;
  });
}

/** Nobody listens there: it is reserved, and needs more rights than a test has. */
const closedPort = 1;

async function describeUse(
  server: StepServer,
  policy: "pass" | "refuse",
): Promise<string> {
  const list = await server.send({ path: "/users?limit=1" });
  if (policy === "refuse") return describeRefusal(list);
  const added = await signUp(server, uniqueUser());
  const after = await server.send({ path: "/users?limit=1" });
  const words = after?.text === `[${added?.text}]` ? "heads" : "is not in";
  return `${list?.status}, ${added?.status}, ${words} the list`;
}

/** However long it takes: what never comes is ended by the test's time. */
async function untilStatus(server: StepServer, status: number): Promise<void> {
  const send = () => server.send({ path: "/users?limit=1" });
  while ((await send())?.status !== status);
}

/** A server that reaches one of its services through the proxy. */
async function behind(
  proxy: TcpProxy,
  subject: Subject,
  name: "DATABASE_URL" | "REDIS_URL",
  env: Readonly<Record<string, string>>,
  task: (server: StepServer, port: number) => Promise<string>,
): Promise<string> {
  const services = await temporaryServices(subject.step, subject.store);
  try {
    const url = new URL(services.env[name] ?? "");
    const port = Number(url.port);
    proxy.forwardTo(port);
    url.port = String(proxy.port);
    const given = { ...services.env, [name]: url.href, ...env };
    return await withServer(subject, given, (server) => task(server, port));
  } finally {
    proxy.close();
    await services.stop();
  }
}
