// Probes of a shared store that is there, and refuses: it has become a replica, its memory is full, it loads, it asks for a password.

import { setTimeout as delay } from "node:timers/promises";
import { storeEvents } from "../../../steps/09-shared-state/store/store-events";
import {
  type TemporaryRedis,
  temporaryRedis,
} from "../../servers/services/fixtures/temporary-redis";
import { withRedis } from "../../servers/services/store/connect";
import { linesOf } from "../log-lines";
import { type Probe, survives } from "../probe";
import type { StepServer } from "../targets/step-server";
import type { Target } from "../targets/target";
import { kept, signUp, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

/** As Redis says it, of every command that writes, or of all. */
const refusals = {
  replica: toAll("READONLY You can't write against a read only replica."),
  full: toWrites("OOM command not allowed when used memory > 'maxmemory'."),
  locked: toAll("NOAUTH Authentication required."),
  loading: toAll("LOADING Redis is loading the dataset in memory"),
};

const shared = {
  category: "dependencies",
  needs: ["process", "store"],
  proxied: true,
} satisfies Partial<Probe>;

const meanwhile = "it serves meanwhile, and each worker says so once";

export const dependenciesStore: readonly Probe[] = [
  {
    ...shared,
    name: "store-failover",
    does: "Has the shared store become a replica, and its name lead to the new one, while the connections to the old one stay.",
    surviving: "The server serves meanwhile, and goes over to the new one.",
    outcomes: { 9: survives(`${meanwhile}, and goes over to the new one`) },
    attack: (target) =>
      whileRefused(target, refusals.replica, async (old, log) => {
        target.dependency("REDIS_URL").leadBack();
        return (await serves(target, () => old.open === 0 && log.isCalm()))
          ? survived(`${meanwhile}, and goes over to the new one`)
          : fell("wrong answer", "the old one is asked for ever");
      }),
  },
  {
    ...shared,
    name: "store-full",
    does: "Has the shared store refuse every write, its memory being full, and answer every read.",
    surviving:
      "The server serves meanwhile, its log says so, and it counts again when the store does.",
    outcomes: { 9: survives(`${meanwhile}, and then back`) },
    attack: (target) => refusedUntilBack(target, refusals.full),
  },
  {
    ...shared,
    name: "store-locked",
    does: "Has the shared store ask for a password that the server was not told, and ask for none again.",
    surviving:
      "The server serves meanwhile, its log says so once, and it uses the store again.",
    outcomes: { 9: survives(`${meanwhile}, and then back`) },
    attack: (target) =>
      refusedUntilBack(target, {
        ...refusals.locked,
        info: refusals.locked.eval,
      }),
  },
  {
    ...shared,
    name: "store-loading",
    does: "Has the shared store load its data, as after a restart, and refuse every command meanwhile.",
    surviving:
      "The server serves meanwhile, its log says so once, and it uses the store again.",
    outcomes: { 9: survives(`${meanwhile}, and then back`) },
    attack: (target) => refusedUntilBack(target, refusals.loading),
  },
  {
    category: "dependencies",
    needs: ["process", "store"],
    name: "store-emptied",
    does: "Empties the shared store, as a restart without a disk does, between two sign-ups.",
    surviving: "The list has both of them at once.",
    outcomes: { 9: survives("the list has all that signed up") },
    attack: emptyBetweenSignUps,
  },
];

type Refuses = Readonly<Record<string, string>>;

function toWrites(words: string) {
  return { eval: words, set: words } as const;
}

function toAll(words: string) {
  return { ...toWrites(words), get: words, getex: words } as const;
}

function refusedUntilBack(target: Target, refuses: Refuses): Promise<Verdict> {
  return whileRefused(target, refuses, async (redis, log) => {
    redis.refuses = {};
    return (await serves(target, () => log.isCalm()))
      ? survived(`${meanwhile}, and then back`)
      : fell("crashed", "the store is back, and is not used");
  });
}

/** Puts another in the store's place, has that refuse, and does what follows. */
async function whileRefused(
  target: Target,
  refuses: Refuses,
  next: (redis: TemporaryRedis, log: StoreLog) => Promise<Verdict>,
): Promise<Verdict> {
  const { server } = target;
  const dependency = target.dependency("REDIS_URL");
  const { pid: primary } = server.process;
  const pids = server.process.listeningPids();
  const workers = pids.filter((pid) => pid !== primary).length;
  const redis = await temporaryRedis();
  try {
    const moved = storeLog(server);
    dependency.proxy.forwardTo(redis.port);
    const isMoved = () => redis.open === workers && moved.isCalm();
    if (!(await serves(target, isMoved))) {
      return fell("crashed", "the store has moved, and is not used");
    }
    await servesOften(target); // What failed meanwhile is no failure in a row.
    const log = storeLog(server);
    redis.refuses = refuses;
    if (!(await serves(target, () => !log.isCalm()))) {
      return fell("wrong answer", "its log says nothing of it");
    }
    await servesOften(target); // What is said each time is said by now.
    const repeated = log.saidMoreThan(workers);
    if (repeated) return fell("wrong answer", `its log repeats: ${repeated}`);
    return await next(redis, log);
  } finally {
    const back = storeLog(server);
    dependency.comeBack();
    await serves(target, () => back.isCalm());
    redis.close();
  }
}

const PATIENCE_MS = 60_000;

/** Whether all requests are served until that is so, and it is so in the end. */
async function serves(target: Target, isSo: () => boolean): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const list = await target.send({ path: "/users?limit=1" });
    if (list?.status !== 200) return false;
    if (isSo()) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}

async function servesOften(target: Target): Promise<void> {
  for (let i = 0; i < 20; i += 1) await serves(target, () => true);
}

const LOOK_EVERY_MS = 20;

interface StoreLog {
  /** Whether the store is well again, of whatever it was said to fail at. */
  isCalm(): boolean;
  /** What has been said more often than that, in words. */
  saidMoreThan(times: number): string | undefined;
}

/** Of what the server logs of the store from now on. */
function storeLog(server: StepServer): StoreLog {
  const start = server.output.length;
  const said = (...messages: readonly string[]) =>
    linesOf(server.output.slice(start)).filter(({ message = "" }) =>
      messages.includes(message),
    );
  const { fails, well, lost, back } = storeEvents;
  return {
    isCalm: () => said(fails, lost).length <= said(well, back).length,
    saidMoreThan(times) {
      const texts = said(fails, lost).map(
        ({ message, operation = "" }) => `${message} ${operation}`,
      );
      return texts.find(
        (text) => texts.filter((other) => other === text).length > times,
      );
    },
  };
}

async function emptyBetweenSignUps(target: Target): Promise<Verdict> {
  const { server } = target;
  const [before, after] = [uniqueUser(), uniqueUser()];
  await signUp(server, before);
  await kept(server, before); // So that the list is cached.
  await withRedis(server.redisUrl ?? "", (redis) => redis.flushdb());
  await signUp(server, after);
  // Whichever worker answers.
  for (let i = 0; i < 8; i += 1) {
    const counts = [await kept(server, before), await kept(server, after)];
    if (counts.join() !== "1,1") {
      return fell("lost data", "the list has not all that signed up");
    }
  }
  return survived("the list has all that signed up");
}
