// Probes of a shared store that is there, and refuses: it has become a replica, its memory is full, it loads, it asks for a password.

import { randomUUID } from "node:crypto";
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
      whileRefused(target, refusals.replica, async (old, isCalmWhere) => {
        target.dependency("REDIS_URL").leadBack();
        return (await isCalmWhere(() => old.open === 0))
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
  return whileRefused(target, refuses, async (redis, isCalmWhere) => {
    redis.refuses = {};
    return (await isCalmWhere(() => true))
      ? survived(`${meanwhile}, and then back`)
      : fell("crashed", "the store is back, and is not used");
  });
}

/** Serves until that is so, and no worker says that the store fails. */
type IsCalmWhere = (isSo: () => boolean) => Promise<boolean>;

/** Puts another in the store's place, has that refuse, and does what follows. */
async function whileRefused(
  target: Target,
  refuses: Refuses,
  next: (redis: TemporaryRedis, isCalmWhere: IsCalmWhere) => Promise<Verdict>,
): Promise<Verdict> {
  const { server } = target;
  const dependency = target.dependency("REDIS_URL");
  const { pid: primary } = server.process;
  const pids = server.process.listeningPids();
  const workers = pids.filter((pid) => pid !== primary).length;
  const isCalmWhere: IsCalmWhere = (isSo) =>
    serves(target, () => isSo() && isCalm(server));
  const redis = await temporaryRedis();
  try {
    dependency.proxy.forwardTo(redis.port);
    if (!(await isCalmWhere(() => redis.open === workers))) {
      return fell("crashed", "the store has moved, and is not used");
    }
    const start = server.output.length;
    redis.refuses = refuses;
    if (!(await serves(target, () => !isCalm(server)))) {
      return fell("wrong answer", "its log says nothing of it");
    }
    await serves(target, () => true); // What is said each time is said by now.
    const repeated = saidMoreThan(workers, server.output.slice(start));
    if (repeated) return fell("wrong answer", `its log repeats: ${repeated}`);
    return await next(redis, isCalmWhere);
  } finally {
    // The next probe has to find the store as this one did.
    dependency.comeBack();
    await isCalmWhere(() => redis.open === 0);
    redis.close();
  }
}

const PATIENCE_MS = 60_000;
/** So many that each worker has several of them. */
const AT_A_TIME = 10;

/** Whether all requests are served until that is so, and it is so in the end. */
async function serves(target: Target, isSo: () => boolean): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  do {
    for (let i = 0; i < AT_A_TIME; i += 1) {
      if (!(await isServedAndLogged(target))) return false;
    }
    if (isSo()) return true;
  } while (performance.now() < deadline);
  return false;
}

/** Behind the line of a request stands all that its worker had said before. */
async function isServedAndLogged({ server }: Target): Promise<boolean> {
  const id = randomUUID();
  const headers = { "X-Request-Id": id };
  const list = await server.send({ path: "/users?limit=1", headers });
  if (list?.status !== 200) return false;
  await server.printed((output) => output.includes(id) || undefined);
  return true;
}

const { fails, well, lost, back } = storeEvents;

/** Whether each failure of the store that was logged is over again. */
function isCalm({ output }: StepServer): boolean {
  const lines = linesOf(output);
  const count = (event: string, operation?: string) =>
    lines.filter((it) => it.message === event && it.operation === operation)
      .length;
  const operations = new Set(
    lines.filter((it) => it.message === fails).map((it) => it.operation),
  );
  return (
    count(lost) === count(back) &&
    [...operations].every((one) => count(fails, one) === count(well, one))
  );
}

/** What has been said of the store more often than that, in words. */
function saidMoreThan(times: number, output: string): string | undefined {
  const texts = linesOf(output)
    .filter(({ message }) => message === fails || message === lost)
    .map(({ message, operation = "" }) => `${message} ${operation}`);
  return texts.find(
    (text) => texts.filter((other) => other === text).length > times,
  );
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
