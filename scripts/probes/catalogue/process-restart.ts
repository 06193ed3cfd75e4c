// Probes of a server that is killed and started again: what has it kept?
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describeAnswer } from "../../servers/http/describe-answer";
import type { Outcome } from "../../servers/http/request";
import { fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { countUsers, kept, signUp, User, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const SIGN_UPS = 5;
const CUT_BYTES = 3;

export const processRestart: readonly Probe[] = [
  {
    name: "killed-and-restarted",
    category: "process",
    does: `Kills the whole server behind ${SIGN_UPS} sign-ups, and starts it again.`,
    surviving: "Whoever was answered 201 is still there.",
    outcomes: { 1: survives("all of them are there") },
    needs: ["process", "users"],
    setups: ["plain", "store on PostgreSQL", "split"],
    destructive: "if it falls",
    attack: killAndRestart,
  },
  {
    name: "torn-file",
    category: "process",
    does: "Kills the server, cuts three bytes off its data, and starts it again.",
    surviving: "It starts, and stores users as before.",
    outcomes: {
      1: fallsBy("lost data", "500 html with a stack trace"),
      2: survives("201 json, and only that record is lost"),
    },
    needs: ["files", "users"],
    destructive: "if it falls",
    attack: tearFile,
  },
];

async function killAndRestart(target: Target): Promise<Verdict> {
  const users = Array.from({ length: SIGN_UPS }, uniqueUser);
  const responses: Outcome[] = [];
  for (const user of users) responses.push(await signUp(target, user));
  await target.server.restart();
  let there = 0;
  for (const [index, user] of users.entries()) {
    const isSame = await isShownAgain(target, responses[index]);
    if (isSame && (await kept(target, user)) === 1) there += 1;
  }
  return there === SIGN_UPS
    ? survived("all of them are there")
    : fell("lost data", `${there} of ${SIGN_UPS} are there`);
}

/** Whether the user is shown as the sign-up was answered. */
async function isShownAgain(
  target: Target,
  created: Outcome,
): Promise<boolean> {
  if (!target.has("users")) return true; // It may have no path for one user.
  const { id } = User.parse(JSON.parse(created?.text ?? ""));
  const found = await target.send({ path: `/users/${id}` });
  return found?.text === created?.text;
}

/** Cuts the record of the last sign-up in two, as a full disk or a crash does. */
async function tearFile(target: Target): Promise<Verdict> {
  const { server } = target;
  await signUp(target, uniqueUser());
  const before = await countUsers(target);
  await server.restart(() => {
    const [name = ""] = readdirSync(server.dataDirectory);
    const file = join(server.dataDirectory, name);
    truncateSync(file, statSync(file).size - CUT_BYTES);
  });
  const response = await signUp(target, uniqueUser());
  const words = describeAnswer(response);
  if (response?.status !== 201) return fell("lost data", words);
  const lost = before + 1 - (await countUsers(target));
  return lost === 1
    ? survived(`${words}, and only that record is lost`)
    : fell("lost data", `${words}, and ${lost} records are lost`);
}
