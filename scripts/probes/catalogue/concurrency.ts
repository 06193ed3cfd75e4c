// Probes of many requests at once: which of them wait for others, and what is lost.

import { inWords } from "../judge";
import {
  anyFall,
  eitherStore,
  fallsBy,
  type Probe,
  type Setup,
  survives,
} from "../probe";
import { manyUsers, reportsAtOnce } from "../reports-at-once";
import { holdSignUps } from "../targets/hold-sign-ups";
import type { Target } from "../targets/target";
import { kept, newestUsers, signUpMessage, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

/** What holds wherever the users are kept, and in whichever process. */
const everywhere: readonly Setup[] = ["plain", "store on PostgreSQL", "split"];

const UPDATES = 10;
const BYSTANDER_SIGN_UPS = 12;
const DOUBLES = 4;
const PAGES = 40;
/** One query for each of the processes that may look at the same time. */
const MOST_QUERIES = 4;

/** 409 says it best; that it is refused is what counts. */
const alreadyThere = [409, 422, 400];

export const concurrency: readonly Probe[] = [
  {
    name: "lost-update",
    category: "concurrency",
    does: `Signs ${UPDATES} users up at once.`,
    surviving: "Whoever was answered 201 is stored, with an id of their own.",
    needs: ["users"],
    setups: everywhere,
    outcomes: {
      1: fallsBy("lost data", "10 answered 201, 1 stored, 1 id among them"),
      2: survives("10 answered 201, 10 stored, 10 ids among them"),
    },
    attack: signUpTogether,
  },
  {
    name: "stalled-bystander",
    category: "concurrency",
    does: `Signs ${BYSTANDER_SIGN_UPS} users up at once, and asks for the health behind them.`,
    surviving: "The health check is answered before all of the sign-ups are.",
    needs: ["users"],
    setups: everywhere,
    outcomes: {
      1: fallsBy("hung", "waits for all 12 sign-ups"),
      2: survives("does not wait for all of them"),
    },
    attack: askBehindSignUps,
  },
  {
    name: "taken-email",
    category: "concurrency",
    does: "Signs up twice with one e-mail, one after the other.",
    surviving: "The second is refused, best with 409, and not stored.",
    needs: ["users"],
    setups: everywhere,
    outcomes: {
      1: fallsBy("wrong answer", "201 json, and stores nothing"),
      2: survives("409 html, and stores nothing"),
      3: survives("409 json, and stores nothing"),
      4: survives("409 problem email_taken, and stores nothing"),
    },
    attack: signUpAgain,
  },
  {
    // Between the look and the write, another may write: only a constraint in
    // the store itself closes that gap (step 7).
    name: "double-create",
    category: "concurrency",
    does: `Signs up ${DOUBLES} times at once with one e-mail, so that all look before any of them writes.`,
    surviving:
      "One is answered 201, the others are refused, best with 409, and one is stored.",
    needs: ["users"],
    setups: everywhere,
    outcomes: {
      1: fallsBy("wrong answer", "answered 201, 201, 201, 201; 1 stored"),
      2: fallsBy("wrong answer", "answered 201, 201, 201, 201; 4 stored"),
      7: survives("answered 201, 409, 409, 409; 1 stored"),
    },
    attack: signUpDoubly,
  },
  {
    name: "stampede",
    category: "concurrency",
    does: `Asks ${PAGES} times at once for a page that is in no cache yet, and counts what reaches the database.`,
    surviving: `All are answered, and the database is asked ${MOST_QUERIES} times at most.`,
    needs: ["process", "postgres"],
    proxied: true,
    setups: eitherStore,
    outcomes: {
      1: anyFall(),
      9: survives("40 of 40 are answered, the database is asked 1 time"),
    },
    attack: askForColdPage,
  },
  {
    name: "stalled-by-report",
    category: "concurrency",
    does: "Asks for a report of 30 000 users, and for the health all the while.",
    surviving:
      "No health check waits for a fifth of the report's time, or longer.",
    needs: ["process", "report"],
    env: manyUsers,
    outcomes: { 1: fallsBy("hung"), 10: survives() },
    attack: askBesideReport,
  },
];

async function signUpTogether(target: Target): Promise<Verdict> {
  const details = Array.from({ length: UPDATES }, uniqueUser);
  const uploads = await holdSignUps(target, details);
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  const created = answers.filter((answer) => answer?.status === 201);
  const ids = new Set(created.map((answer) => idIn(answer?.text)));
  const emails = (await newestUsers(target)).map(({ email }) => email);
  const stored = details.filter(({ email }) => emails.includes(email));
  const words = `${created.length} answered 201, ${stored.length} stored, ${ids.size} ${ids.size === 1 ? "id" : "ids"} among them`;
  if (created.length < UPDATES) return fell("wrong answer", words);
  if (stored.length < UPDATES) return fell("lost data", words);
  return ids.size === UPDATES ? survived(words) : fell("wrong answer", words);
}

async function askBehindSignUps(target: Target): Promise<Verdict> {
  const uploads = await holdSignUps(
    target,
    Array.from({ length: BYSTANDER_SIGN_UPS }, uniqueUser),
  );
  let [answered, created] = [0, 0];
  const signedUp = uploads.map(async (upload) => {
    const answer = await upload.finish();
    answered += 1;
    if (answer?.status === 201) created += 1;
  });
  const health = await target.health();
  const before = answered;
  await Promise.all(signedUp);
  if (health !== "well") return fell("hung", `its health: ${health}`);
  if (before === BYSTANDER_SIGN_UPS) {
    return fell("hung", `waits for all ${BYSTANDER_SIGN_UPS} sign-ups`);
  }
  return created === BYSTANDER_SIGN_UPS
    ? survived("does not wait for all of them")
    : fell("wrong answer", `${created} of them are answered 201`);
}

async function signUpAgain(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const message = signUpMessage(details);
  await target.ask(message);
  const again = await target.ask({
    ...message,
    body: { ...uniqueUser(), email: details.email },
  });
  if (again === "hung") return fell("hung", "no answer to the second");
  if (again === "no answer") return fell("crashed", again);
  const stored = await kept(target, details);
  const words = `${inWords(again)}, and stores ${stored === 1 ? "nothing" : `it: ${stored} in all`}`;
  return alreadyThere.includes(again.status) && stored === 1
    ? survived(words)
    : fell("wrong answer", words);
}

async function signUpDoubly(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const uploads = await holdSignUps(target, Array(DOUBLES).fill(details));
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  const statuses = answers.map((answer) => answer?.status ?? 0).sort();
  const stored = await kept(target, details);
  const words = `answered ${statuses.join(", ")}; ${stored} stored`;
  const [first, ...rest] = statuses;
  const isRight =
    first === 201 && rest.every((status) => alreadyThere.includes(status));
  return isRight && stored === 1
    ? survived(words)
    : fell("wrong answer", words);
}

async function askForColdPage(target: Target): Promise<Verdict> {
  // So that each worker has its connections already: opening one may time out.
  for (let n = 0; n < 6; n += 1) await target.ask({ path: "/users/1" });
  let reached = 0;
  target.dependency("DATABASE_URL").watch((chunk) => {
    reached += chunk.toString("latin1").split("ORDER BY id DESC").length - 1;
  });
  const replies = await Promise.all(
    Array.from({ length: PAGES }, () =>
      target.send({ path: "/users?limit=7" }),
    ),
  );
  target.dependency("DATABASE_URL").watch(() => {});
  const ok = replies.filter((reply) => reply?.status === 200).length;
  const words = `${ok} of ${PAGES} are answered, the database is asked ${reached} ${reached === 1 ? "time" : "times"}`;
  if (ok < PAGES) return fell("wrong answer", words);
  return reached <= MOST_QUERIES ? survived(words) : fell("hung", words);
}

// A share and no time: a busy machine makes both longer. And the best of
// several, since it can hold one of them up for longer than the other.
const TIMES = 6;
const LARGEST_SHARE = 1 / 5;

async function askBesideReport(target: Target): Promise<Verdict> {
  let least = 1;
  for (let time = 0; time < TIMES && least >= LARGEST_SHARE; time += 1) {
    const share = await longestWait(target);
    if (share === undefined) return fell("crashed", "no report, or no health");
    least = Math.min(least, share);
  }
  const words = `a health check waits for ${Math.round(100 * least)} % of it`;
  return least < LARGEST_SHARE ? survived(words) : fell("hung", words);
}

/** Of one health check, as a share of the report's own time. */
async function longestWait(target: Target): Promise<number | undefined> {
  let took: number | undefined;
  const start = performance.now();
  const report = reportsAtOnce(target, 1);
  await report.sent;
  const status = report.answered.then(([one]) => {
    took = performance.now() - start;
    return one;
  });
  let longest = 0;
  do {
    const asked = performance.now();
    if ((await target.health()) !== "well") return undefined;
    longest = Math.max(longest, performance.now() - asked);
  } while (took === undefined);
  return (await status) === 200 ? longest / took : undefined;
}

function idIn(text = ""): unknown {
  return JSON.parse(text).id;
}
