// Probes of a server that is told to end, or to restart: which requests does it finish first?

import { primaryEvents } from "../../../steps/11-zero-downtime/cluster/primary-events";
import { withDeadline } from "../../servers/host/deadline";
import { describeAnswer } from "../../servers/http/describe-answer";
import { describeExit } from "../../servers/start/server-start-error";
import { eitherStore, fallsBy, type Probe, survives } from "../probe";
import { holdSignUps } from "../targets/hold-sign-ups";
import type { StepServer } from "../targets/step-server";
import type { Target } from "../targets/target";
import { uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";
import { impatient, replaceWorkers } from "../workers";
import { staysUpWithoutLog } from "./capacity";

const SIGN_UPS = 5;

const category = "process";

/** Long enough to look at a server that drains. */
const patient = { SHUTDOWN_GRACE_MS: "20000" };

export const processShutdown: readonly Probe[] = [
  {
    name: "endless-client",
    category,
    does: "Sends SIGTERM while an upload is under way that never comes to its end.",
    surviving: "The process ends all the same, within 30 seconds.",
    outcomes: {
      1: survives("the request is lost, and it ends by SIGTERM"),
      11: survives("the request is lost, and it ends with exit code 0"),
    },
    needs: ["process", "users"],
    env: impatient,
    destructive: true,
    attack: endBesideEndlessClient,
  },
  {
    name: "sigterm-twice",
    category,
    does: "Sends SIGTERM to every process of the server at once, as systemd does, while five sign-ups are under way: workers are told twice.",
    surviving:
      "All five are answered, and then the process ends with exit code 0.",
    outcomes: {
      1: fallsBy(
        "lost data",
        "5 of 5 requests are cut off, and it ends by SIGTERM",
      ),
      11: survives("all are answered, and it ends with exit code 0"),
    },
    needs: ["process", "users"],
    destructive: true,
    attack: (target) =>
      endsInOrder(target, (main) => {
        for (const pid of main.pids()) process.kill(pid, "SIGTERM");
      }),
  },
  {
    name: "sigterm",
    category,
    does: "Sends SIGTERM while five sign-ups are under way.",
    surviving:
      "All five are answered, and then the process ends with exit code 0.",
    outcomes: {
      1: fallsBy(
        "lost data",
        "5 of 5 requests are cut off, and it ends by SIGTERM",
      ),
      11: survives("all are answered, and it ends with exit code 0"),
    },
    needs: ["process", "users"],
    setups: eitherStore,
    destructive: true,
    attack: (target) => endsInOrder(target, (main) => main.kill("SIGTERM")),
  },
  {
    name: "sigterm-log-blocked",
    category,
    does: "Reads the log no more, until its pipe is full, and sends SIGTERM.",
    surviving: "The process ends all the same, within a minute.",
    outcomes: {
      3: survives("it ends by SIGTERM"),
      11: survives("it ends with exit code 0"),
    },
    needs: ["process", "log"],
    env: impatient,
    destructive: true,
    attack: termWithLogBlocked,
  },
  {
    name: "sigterm-again",
    category,
    does: "Sends SIGTERM to the first process, and again before it has ended, while a sign-up is under way.",
    outcomes: { 11: "the request is lost, and it ends with exit code 1" },
    needs: ["drain"],
    env: patient,
    destructive: true,
    attack: termTwice,
  },
  {
    name: "readiness-while-draining",
    category,
    does: "Asks whether the server is ready after SIGTERM.",
    outcomes: { 11: "503 json, and the answer asks to close" },
    needs: ["drain", "readiness"],
    env: patient,
    destructive: true,
    attack: checkReadinessWhileDraining,
  },
  {
    name: "readiness",
    category,
    does: "Asks whether the server is ready.",
    outcomes: { 11: "200 json" },
    needs: ["readiness"],
    setups: eitherStore,
    attack: async ({ server }) =>
      describeAnswer(await server.sendAsStranger({ path: "/readyz" })),
  },
  {
    name: "rolling-restart",
    category,
    does: "Sends SIGUSR2, upon which the server replaces its workers one by one.",
    outcomes: { 11: "every worker is exchanged, and the users are the same" },
    needs: ["drain", "workers"],
    setups: eitherStore,
    attack: restartWorkers,
  },
];

/** Survived if what was begun is answered, and then the process ends well. */
async function endsInOrder(
  target: Target,
  tell: (main: StepServer["process"]) => void,
): Promise<Verdict> {
  const users = Array.from({ length: SIGN_UPS }, uniqueUser);
  const uploads = await holdSignUps(target, users);
  tell(target.server.process);
  await isEnding(target);
  const responses = await Promise.all(uploads.map((upload) => upload.finish()));
  const lost = responses.filter((response) => response?.status !== 201).length;
  const end = await endOf(target);
  if (lost > 0) {
    const words = `${lost} of ${SIGN_UPS} requests are cut off, and it ${end}`;
    return fell("lost data", words);
  }
  const words = `all are answered, and it ${end}`;
  if (end === RUNS_ON) return fell("hung", words);
  return end === "ends with exit code 0"
    ? survived(words)
    : fell("crashed", words);
}

async function endBesideEndlessClient(target: Target): Promise<Verdict> {
  const [upload] = await holdSignUps(target, [uniqueUser()]);
  target.server.process.kill("SIGTERM");
  const end = await endOf(target);
  if (end === RUNS_ON) return fell("hung", "it waits for the client");
  const response = await upload?.finish();
  return survived(`${fateOf(response)}, and it ${end}`);
}

async function termWithLogBlocked(target: Target): Promise<Verdict> {
  const verdict = await staysUpWithoutLog(target, "block");
  if (verdict.verdict === "fell") return verdict;
  target.server.process.kill("SIGTERM");
  const end = await endOf(target);
  return end === RUNS_ON
    ? fell("hung", "it waits for its log to be read")
    : survived(`it ${end}`);
}

async function termTwice(target: Target): Promise<string> {
  const [upload] = await holdSignUps(target, [uniqueUser()]);
  const { process: main } = target.server;
  main.kill("SIGTERM");
  await isEnding(target);
  main.kill("SIGTERM");
  const end = await endOf(target);
  return `${fateOf(await upload?.finish())}, and it ${end}`;
}

async function checkReadinessWhileDraining(target: Target): Promise<string> {
  const { server } = target;
  server.process.kill("SIGTERM");
  await isEnding(target);
  for (;;) {
    const response = await server.sendAsStranger({ path: "/readyz" });
    // The workers hear of it a moment later than this process does.
    if (response?.status === 200) continue;
    const asks = response?.headers.connection === "close";
    const words = asks ? "asks to close" : "does not ask to close";
    return `${describeAnswer(response)}, and the answer ${words}`;
  }
}

async function restartWorkers({ server }: Target): Promise<string> {
  const before = await server.send({ path: "/users?limit=5" });
  const ended = await replaceWorkers(server);
  const after = await server.send({ path: "/users?limit=5" });
  const workers = ended === 2 ? "every worker is" : `${ended} workers are`;
  const users = before?.text === after?.text ? "the same" : "others";
  return `${workers} exchanged, and the users are ${users}`;
}

/** Resolves once the server has ended, or says that it will. */
async function isEnding({ server, patienceMs }: Target): Promise<void> {
  const says = server.printed(
    (output) =>
      output.includes(`"message":"${primaryEvents.stopping}"`) || undefined,
  );
  await withDeadline(patienceMs, Promise.race([says, server.process.exited]));
}

const RUNS_ON = "runs on";

/** `ends with exit code 0`, `ends by SIGTERM`; "runs on" if it is still there. */
async function endOf({ server, patienceMs }: Target): Promise<string> {
  // A supervisor of servers kills one that takes longer.
  const exit = await withDeadline(2 * patienceMs, server.process.exited);
  return exit === "late" ? RUNS_ON : `ends ${describeExit(exit)}`;
}

function fateOf(response: { status: number } | undefined): string {
  const isAnswered = response?.status === 201;
  return isAnswered ? "the request is answered" : "the request is lost";
}
