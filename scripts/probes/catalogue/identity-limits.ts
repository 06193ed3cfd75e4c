// Probes of rate limiting: how often one client gets in, and which requests are of one client.

import { temporaryServices } from "../../servers/services/temporary-services";
import { countPassed, is429, refusesFlood } from "../flood";
import { anyFall, eitherStore, fallsBy, type Probe, survives } from "../probe";
import { withServer } from "../targets/step-server";
import type { Target } from "../targets/target";
import { uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";
import { allServe } from "../workers";
import { behindLoopback, proxyElsewhere } from "./identity-proxies";

const WORKERS = 2;
const { RATE_LIMIT } = proxyElsewhere;

/** One server for all floods; the first uses up what one client may. */
const limited = { RATE_LIMIT: "20" };
const FLOOD = 120;
const refusal = "429 problem too_many_requests with retry-after";

export const identityLimits: readonly Probe[] = [
  {
    // The first of the floods: it is the one that counts exactly. So many
    // requests that each of two workers is sure to get its whole limit.
    name: "spoofed-origin",
    category: "identity",
    does: "Floods, and says in X-Forwarded-For and Forwarded that each request is another client's.",
    surviving:
      "It is limited as one client, because no proxy of ours has said so.",
    needs: ["process", "users"],
    env: limited,
    setups: eitherStore,
    outcomes: {
      1: fallsBy("wrong answer", "100 of 100 pass"),
      6: survives(`20 of 100 pass, the rest ${refusal}`),
      8: survives(`40 of 100 pass, the rest ${refusal}`),
      9: survives(`20 of 100 pass, the rest ${refusal}`),
    },
    attack: floodWithForgedOrigins,
  },
  {
    name: "flood",
    category: "identity",
    does: "Asks 120 times at once, where one client may ask 20 times a minute.",
    surviving:
      "The most are refused with 429, health checks are not, and the server stays up.",
    needs: ["process", "users"],
    env: limited,
    outcomes: {
      1: fallsBy("wrong answer", "120 of 120 pass"),
      6: survives(),
    },
    attack: (target) =>
      refusesFlood(target, FLOOD, () =>
        target.withCredentials({ path: "/users" }),
      ),
  },
  {
    name: "password-guessing",
    category: "identity",
    does: "Signs in 120 times with guessed passwords.",
    surviving: "The most are refused with 429 before a password is compared.",
    needs: ["process", "sessions"],
    env: limited,
    outcomes: { 6: survives() },
    attack(target) {
      const { email } = uniqueUser();
      return refusesFlood(target, FLOOD, (n) => ({
        method: "POST",
        path: "/sessions",
        body: { email, password: `the guess number ${n}` },
      }));
    },
  },
  {
    name: "leaking-limit",
    category: "identity",
    does: "Floods a server of several workers, a new connection each time.",
    surviving:
      "All workers together let through what one client may, and no more.",
    needs: ["process", "users", "workers"],
    env: proxyElsewhere,
    destructive: true, // What one client may is used up.
    outcomes: {
      1: anyFall(),
      8: fallsBy("wrong answer", "50 got through, 25 may"),
      9: survives("25 got through, 25 may"),
    },
    attack: countOverWorkers,
  },
  {
    name: "clients-of-one-proxy",
    category: "identity",
    does: "Floods as two clients, by a proxy that the server is told to believe.",
    env: behindLoopback,
    setups: eitherStore,
    outcomes: {
      9: "are one client: 5 of 20 pass",
      13: "have a limit each: 10 of 20 pass",
    },
    attack: countForwarded,
  },
  {
    name: "client-of-two-nodes",
    category: "identity",
    does: "Floods two nodes that share a store, one after the other in turn.",
    setups: eitherStore,
    outcomes: { 9: "20 of 100 pass" },
    attack: countOverNodes,
  },
];

async function floodWithForgedOrigins(target: Target): Promise<Verdict> {
  if (target.has("workers")) await allServe(target, WORKERS);
  const verdict = await refusesFlood(target, 100, (n) =>
    target.withCredentials({
      path: "/users",
      headers: {
        "X-Forwarded-For": `10.0.0.${n}`,
        Forwarded: `for=10.0.0.${n}`,
        "X-Real-IP": `10.0.0.${n}`,
      },
    }),
  );
  // The limiter's library may complain of the headers, in a format of its own.
  return isOneFormat(target.server.output)
    ? verdict
    : fell("wrong answer", `${verdict.observed}, plain text in the log`);
}

/** Whether all lines of a log are JSON, or none is. */
function isOneFormat(log: string): boolean {
  const lines = log.split("\n").filter(Boolean);
  const json = lines.filter((line) => line.startsWith("{"));
  return json.length === 0 || json.length === lines.length;
}

async function countOverWorkers(target: Target): Promise<Verdict> {
  await allServe(target, WORKERS);
  const limit = Number(RATE_LIMIT);
  const replies = await Promise.all(
    Array.from({ length: 4 * limit }, () => target.ask({ path: "/users" })),
  );
  const passed = replies.filter((reply) => !is429(reply)).length;
  const words = `${passed} got through, ${limit} may`;
  return passed === limit ? survived(words) : fell("wrong answer", words);
}

async function countForwarded(target: Target): Promise<string> {
  const passed = await countPassed(20, (index) =>
    target.send({
      path: "/users",
      headers: { "X-Forwarded-For": `203.0.113.${1 + (index % 2)}` },
    }),
  );
  const who = passed > 5 ? "have a limit each" : "are one client";
  return `${who}: ${passed} of 20 pass`;
}

async function countOverNodes({ server }: Target): Promise<string> {
  const { subject } = server;
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
