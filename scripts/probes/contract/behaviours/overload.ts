// Behaviours of a server that is watched, and of one that has too much to do.

import { describeRefusal } from "../../../servers/http/describe-answer";
import type { Outcome } from "../../../servers/http/request";
import { type StepServer, withServer } from "../../targets/step-server";
import type { Subject } from "../../targets/subject";
import type { Behaviour } from "../behaviour";

export const overload: readonly Behaviour[] = [
  {
    name: "metrics, without credentials",
    outcomes: {
      6: "401 problem unauthorized with www-authenticate",
    },
    check: async (server) =>
      describeRefusal(await server.sendAsStranger({ path: "/metrics" })),
  },
  {
    name: "twenty users, in the metrics",
    outcomes: {
      12: "are counted over all workers, under one route",
    },
    checkStart: (subject) => withServer(subject, {}, checkMetrics),
  },
  {
    name: "three hundred sessions at once",
    outcomes: {
      12: "some are looked at, the rest refused with 503 and retry-after; healthy",
    },
    checkStart: checkOverload,
  },
];

async function checkMetrics(server: StepServer): Promise<string> {
  const ids = Array.from({ length: 20 }, (_, index) => index + 1);
  await Promise.all(ids.map((id) => server.send({ path: `/users/${id}` })));
  const metrics = await server.send({ path: "/metrics" });
  const counts = metrics?.text.matchAll(
    /duration_seconds_count\{.*route="(\/users.*)",status="200"\} (\d+)/g,
  );
  const found = [...(counts ?? [])].map(([, ...it]) => it.join(" "));
  return found.join() === "/users/:id 20"
    ? "are counted over all workers, under one route"
    : `are ${found.join(", ")}`;
}

// Each takes a hash, of which four are made at once.
async function checkOverload(subject: Subject): Promise<string> {
  return withServer(subject, { TARGET_MS: "50" }, async (server) => {
    const body = { email: "nobody@example.com", password: "not this one" };
    const session = { method: "POST", path: "/sessions", body };
    const waiting = Array.from({ length: 300 }, () => server.send(session));
    const health = (await server.isUp()) ? "healthy" : "unhealthy";
    return `${describeAll(await Promise.all(waiting))}; ${health}`;
  });
}

/** Those that are let in may still find the database's connections taken. */
function describeAll(answers: readonly Outcome[]): string {
  const refused = answers.filter((answer) => answer?.status !== 401);
  const looked = refused.length < answers.length ? "some" : "none";
  const words = refused.map(describeRefusal);
  const rest = words.every((it) => /^503 problem .* retry-after$/.test(it))
    ? "refused with 503 and retry-after"
    : [...new Set(words)].join(", ");
  const shed = words.some((it) => it.includes("overloaded"));
  return `${looked} are looked at, the rest ${rest}${shed ? "" : ", not shed"}`;
}
