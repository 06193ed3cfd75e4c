// Behaviours of what processes share: asked for once, and done without while it is down or slow.

import { openProxy, type TcpProxy } from "../../../servers/http/proxy";
import { temporaryServices } from "../../../servers/services/temporary-services";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

export const sharedState: readonly Behaviour[] = [
  {
    name: "a page that nobody has, asked for forty times at once",
    appliesTo: ({ store }) => store !== undefined,
    outcomes: { 9: "40 of 40 are answered, the database is asked 1 time" },
    checkStart: checkStampede,
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
