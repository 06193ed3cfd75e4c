// Probes of what a server depends on beside its database: the users service, the shared store, the place for its data.

import {
  describeAnswer,
  describeRefusal,
  hasStackTrace,
} from "../../servers/http/describe-answer";
import { survivesOutage } from "../outage";
import { fallsBy, type Probe, survives } from "../probe";
import type { StepServer } from "../targets/step-server";
import type { Target } from "../targets/target";
import { kept, signUp, signUpMessage, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const category = "dependencies";

const usersService = {
  of: "USERS_SERVICE_URL",
  path: "/users",
} as const;

/** As a server is by itself: in the tests, others wait longer than that. */
const timeLimit = { USERS_SERVICE_TIMEOUT_MS: "2000" };

const store = {
  of: "REDIS_URL",
  // A list has a version, and the store is asked for it each time.
  path: "/users?limit=1",
  right: [200, 503],
} as const;

export const dependenciesServices: readonly Probe[] = [
  {
    name: "no-data",
    category,
    does: "Takes away what sign-ups are written to, a folder or a table, and gives it back.",
    surviving:
      "The sign-up is answered with 5xx that tells nothing of the inside, the server stays up, and the next is stored.",
    outcomes: {
      1: fallsBy(
        "leaked",
        "500 html with a stack trace, the server stays up, nothing kept",
      ),
      2: fallsBy(
        "crashed",
        "no answer, the server dies with exit code 1, nothing kept",
      ),
      3: fallsBy(
        "leaked",
        "500 html with a stack trace, the server stays up, nothing kept",
      ),
      4: survives(
        "500 problem internal_error, the server stays up, nothing kept, and the next is stored",
      ),
    },
    needs: ["process", "users"],
    attack: takeDataAway,
  },
  // A server that can have its users behind a service has them there, wherever
  // proxies are asked for: "plain" and "split" are the same here.
  {
    name: "service-down",
    category,
    does: "Cuts every connection to the users service, and lets them through again.",
    surviving:
      "The server answers 503, is well itself, and uses the service again when it is back.",
    outcomes: {
      5: survives(
        "503 problem unavailable with retry-after meanwhile, and then back",
      ),
    },
    needs: ["process", "users service"],
    env: timeLimit,
    proxied: true,
    attack: (target) =>
      survivesOutage(target, {
        ...usersService,
        what: "is down",
        by: ({ proxy }) => proxy.cut(),
        right: [503],
      }),
  },
  {
    name: "service-hangs",
    category,
    does: "Has the users service take requests, and answer none.",
    surviving:
      "The server answers 503 or 504 in time, is well itself, and uses the service again when it is back.",
    outcomes: {
      5: survives("504 problem timed_out meanwhile, and then back"),
    },
    needs: ["process", "users service"],
    env: timeLimit,
    proxied: true,
    attack: (target) =>
      survivesOutage(target, {
        ...usersService,
        what: "hangs",
        by: ({ proxy }) => proxy.hang(),
        right: [503, 504],
      }),
  },
  {
    name: "store-down",
    category,
    does: "Cuts every connection to the shared store, and lets them through again.",
    surviving:
      "The server decides: it goes on without, or answers 503; it is well itself, and comes back.",
    outcomes: { 9: survives("200 json meanwhile, and then back") },
    needs: ["process", "store"],
    proxied: true,
    attack: (target) =>
      survivesOutage(target, {
        ...store,
        what: "is down",
        by: ({ proxy }) => proxy.cut(),
      }),
  },
  {
    name: "store-hangs",
    category,
    does: "Has nothing come through to the shared store, or back, and lets it through again.",
    surviving:
      "The server decides in time: it goes on without, or answers 503; it is well itself, and comes back.",
    outcomes: { 9: survives("200 json meanwhile, and then back") },
    needs: ["process", "store"],
    proxied: true,
    attack: (target) =>
      survivesOutage(target, {
        ...store,
        what: "hangs",
        by: ({ proxy }) => proxy.stall(),
      }),
  },
  {
    ...throughStoreOutage("pass"),
    name: "store-outage-passes",
    does: "Takes the store away from a server that is to let requests pass meanwhile, with a client over its limit.",
    outcomes: {
      9: "429; silent: 200, 201, heads the list; gone: 200, 201, heads the list; back: 429",
      // A worker that knows a client to be over the limit asks no store.
      13: "429; silent: 429, 429, is not in the list; gone: 429, 429, is not in the list; back: 429",
    },
  },
  {
    ...throughStoreOutage("refuse"),
    name: "store-outage-refuses",
    does: "Takes the store away from a server that is to refuse requests meanwhile, with a client over its limit.",
    outcomes: {
      9: "429; silent: 503 problem store_unavailable with retry-after; gone: 503 problem store_unavailable with retry-after; back: 429",
      13: "429; silent: 429 problem too_many_requests with retry-after; gone: 429 problem too_many_requests with retry-after; back: 429",
    },
  },
];

async function takeDataAway(target: Target): Promise<Verdict> {
  const user = uniqueUser();
  const { server } = target;
  const reply = await server.withoutData(() => target.ask(signUpMessage(user)));
  if (reply === "hung") return fell("hung", "no answer to the sign-up");
  const response = reply === "no answer" ? undefined : reply;
  const fate = await server.fate();
  if (fate !== "stays up") await server.restart();
  const isKept = (await kept(target, user)) > 0;
  const words = `${describeAnswer(response)}, the server ${fate}, ${isKept ? "it is" : "nothing"} kept`;
  if (!response || fate !== "stays up") return fell("crashed", words);
  if (hasStackTrace(response.text)) return fell("leaked", words);
  if (response.status < 500 || isKept) return fell("wrong answer", words);
  const next = await signUp(target, uniqueUser());
  return next?.status === 201
    ? survived(`${words}, and the next is stored`)
    : fell("crashed", `${words}, and no sign-up is stored any more`);
}

type Policy = "pass" | "refuse";

function throughStoreOutage(policy: Policy) {
  return {
    category,
    needs: ["store"],
    proxied: true,
    destructive: true, // The limit of the only client is used up.
    env: {
      ...{ RATE_LIMIT: "1", WORKERS: "1", WHEN_STORE_FAILS: policy },
      // Long enough for a busy machine: only what is silent takes longer.
      STORE_TIMEOUT_MS: "1000",
    },
    attack: (target: Target) => useThroughOutage(target, policy),
  } satisfies Partial<Probe>;
}

async function useThroughOutage(
  target: Target,
  policy: Policy,
): Promise<string> {
  const { server } = target;
  const dependency = target.dependency(store.of);
  await untilStatus(server, 429);
  dependency.proxy.stall();
  const silent = await describeUse(server, policy);
  dependency.proxy.cut();
  const gone = await describeUse(server, policy);
  dependency.comeBack();
  await untilStatus(server, 429);
  return `429; silent: ${silent}; gone: ${gone}; back: 429`;
}

async function describeUse(
  server: StepServer,
  policy: Policy,
): Promise<string> {
  const list = await server.send({ path: store.path });
  if (policy === "refuse") return describeRefusal(list);
  const added = await signUp(server, uniqueUser());
  const after = await server.send({ path: store.path });
  const words = after?.text === `[${added?.text}]` ? "heads" : "is not in";
  return `${list?.status}, ${added?.status}, ${words} the list`;
}

/** However long it takes: what never comes is ended by the probe's own limit. */
async function untilStatus(server: StepServer, status: number): Promise<void> {
  const send = () => server.send({ path: store.path });
  while ((await send())?.status !== status);
}
