// Behaviours of a server whose database is not there yet, goes away, hangs, and comes back.

import {
  describeAnswer,
  describeRefusal,
} from "../../../servers/http/describe-answer";
import { openProxy, type TcpProxy } from "../../../servers/http/proxy";
import { temporaryServices } from "../../../servers/services/temporary-services";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import { kept, signUp, uniqueUser } from "../../targets/users";
import type { Behaviour } from "../behaviour";
import { hasDatabase } from "./database";

const unavailable = "503 problem database_unavailable with retry-after";

export const databaseOutages: readonly Behaviour[] = [
  {
    name: "a database that comes up after the server",
    appliesTo: hasDatabase,
    outcomes: {
      7: "503 problem starting with retry-after, in the end 200 json; healthy throughout",
    },
    checkStart: checkLateDatabase,
  },
  {
    name: "a database that goes down, hangs and comes back",
    appliesTo: hasDatabase,
    outcomes: {
      7: `down: ${unavailable}; hanging: ${unavailable}; back: 201 json, 1 stored; healthy throughout`,
    },
    checkStart: checkOutage,
  },
];

function checkLateDatabase(subject: Subject): Promise<string> {
  return behindProxy(subject, async (env, proxy, port) => {
    proxy.forwardTo(nobody);
    return withServer(subject, env, async (server) => {
      const early = describeRefusal(await server.send({ path: "/users/1" }));
      const healthy = await server.isUp();
      proxy.forwardTo(port);
      const late = await answerWhenReady(server);
      return `${early}, in the end ${late}; ${healthy ? "healthy throughout" : "unhealthy"}`;
    });
  });
}

/** It tries again by itself, and nothing outside tells when. */
async function answerWhenReady(server: StepServer): Promise<string> {
  for (;;) {
    const answer = await server.send({ path: "/users/1" });
    if (answer?.status !== 503) return describeAnswer(answer);
  }
}

function checkOutage(subject: Subject): Promise<string> {
  return behindProxy(subject, async (env, proxy, port) => {
    proxy.forwardTo(port);
    return withServer(subject, env, async (server) => {
      const details = uniqueUser();
      const signUpNow = async () =>
        describeRefusal(await signUp(server, details));
      proxy.forwardTo(nobody);
      const down = await signUpNow();
      proxy.hang();
      const hanging = await signUpNow();
      const healthy = await server.isUp();
      proxy.forwardTo(port);
      const back = `${await signUpNow()}, ${await kept(server, details)} stored`;
      return `down: ${down}; hanging: ${hanging}; back: ${back}; ${healthy ? "healthy throughout" : "unhealthy"}`;
    });
  });
}

/** A port on which nobody may listen but root, and nobody does. */
const nobody = 1;

/** Has the server reach its database through a proxy, which can be shut. */
async function behindProxy(
  subject: Subject,
  check: (
    env: Readonly<Record<string, string>>,
    proxy: TcpProxy,
    port: number,
  ) => Promise<string>,
): Promise<string> {
  const services = await temporaryServices(subject.step, subject.store);
  const proxy = await openProxy();
  try {
    const url = new URL(services.env.DATABASE_URL ?? "");
    const port = Number(url.port || 5432);
    url.port = new URL(proxy.url).port;
    url.hostname = "127.0.0.1";
    return await check(
      { ...services.env, DATABASE_URL: url.href },
      proxy,
      port,
    );
  } finally {
    proxy.close();
    await services.stop();
  }
}
