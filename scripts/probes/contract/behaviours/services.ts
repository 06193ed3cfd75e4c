// Behaviours of a server whose users are in a second process, when that one fails it.

import { describeRefusal } from "../../../servers/http/describe-answer";
import { openProxy } from "../../../servers/http/proxy";
import { startServer } from "../../../servers/start/start-server";
import { type StepServer, withServer } from "../../targets/step-server";
import { type Subject, usersService } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

export const services: readonly Behaviour[] = [
  {
    name: "a users service that hangs, dies and comes back",
    appliesTo: ({ split }) => split,
    outcomes: {
      5: "504 problem timed_out, 503 problem unavailable with retry-after, 200 json; healthy throughout",
    },
    checkStart: checkFailures,
  },
];

// Behind a proxy, the service can hang, and come back on another port.
async function checkFailures(subject: Subject): Promise<string> {
  const entry = usersService(subject.step);
  const proxy = await openProxy();
  const front = { ...subject, split: false };
  const env = { USERS_SERVICE_URL: proxy.url };
  try {
    return await withServer(front, env, async (server) => {
      const service = { DATA_DIR: server.dataDirectory };
      const first = await startServer({ entry, env: service });
      proxy.forwardTo(first.port);
      proxy.hang();
      const hung = await describeUsers(server);
      first.kill("SIGKILL");
      await first.exited;
      proxy.forwardTo(first.port);
      const dead = await describeUsers(server);
      const second = await startServer({ entry, env: service });
      proxy.forwardTo(second.port);
      const back = await describeUsers(server);
      await second.stop();
      return `${[hung, dead, back].join(", ")}; healthy throughout`;
    });
  } finally {
    proxy.close();
  }
}

async function describeUsers(server: StepServer): Promise<string> {
  const answer = await server.send({ path: "/users" });
  const words = describeRefusal(answer);
  return (await server.isUp()) ? words : `${words}, unhealthy`;
}
