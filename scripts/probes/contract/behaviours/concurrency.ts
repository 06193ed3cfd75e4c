// Behaviours of many requests at once: who waits for whom, and what is lost.

import { hangUpOnAnswers, pipeline } from "../../../servers/http/raw";
import { holdSignUps } from "../../targets/hold-sign-ups";
import type { StepServer } from "../../targets/step-server";
import {
  kept,
  newestUsers,
  signUpMessage,
  uniqueUser,
} from "../../targets/users";
import type { Behaviour } from "../behaviour";

export const concurrency: readonly Behaviour[] = [
  {
    name: "ten sign-ups at once",
    outcomes: {
      1: "10 answered 201, 1 stored, 1 id among them",
      2: "10 answered 201, 10 stored, 10 ids among them",
    },
    check: checkParallelSignUps,
  },
  {
    name: "two sign-ups with one e-mail at once",
    // Between the look and the write, another may write: only a constraint in
    // the store itself closes that gap (step 7).
    outcomes: {
      1: "answered 201 and 201, 1 stored",
      2: "answered 201 and 201, 2 stored",
      7: "answered 201 and 409, 1 stored",
    },
    check: checkSameEmail,
  },
  {
    name: "a bystander's health check behind twelve sign-ups",
    outcomes: {
      1: "waits for all of them",
      2: "does not wait for all of them",
    },
    check: checkBystander,
  },
  {
    name: "a client that hangs up in the middle of an answer",
    outcomes: { 1: "the server stays up" },
    check: async (server) => {
      const list = server.withCredentials({ path: "/users?limit=20" });
      await hangUpOnAnswers(server.port, Array(1000).fill(list));
      return `the server ${await server.fate()}`;
    },
  },
];

async function checkParallelSignUps(server: StepServer): Promise<string> {
  const details = Array.from({ length: 10 }, uniqueUser);
  const uploads = await holdSignUps(server, details);
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  const created = answers.filter((answer) => answer?.status === 201);
  const ids = new Set(created.map((answer) => idIn(answer?.text)));
  const emails = (await newestUsers(server)).map((user) => user.email);
  const stored = details.filter(({ email }) => emails.includes(email));
  const id = ids.size === 1 ? "id" : "ids";
  return `${created.length} answered 201, ${stored.length} stored, ${ids.size} ${id} among them`;
}

async function checkSameEmail(server: StepServer): Promise<string> {
  const details = uniqueUser();
  const message = server.withCredentials(signUpMessage(details));
  const statuses = await pipeline(server.port, [message, message]);
  return `answered ${statuses.toSorted().join(" and ")}, ${await kept(server, details)} stored`;
}

async function checkBystander(server: StepServer): Promise<string> {
  const details = Array.from({ length: 12 }, uniqueUser);
  const uploads = await holdSignUps(server, details);
  let answered = 0;
  const signedUp = uploads.map(async (upload) => {
    const answer = await upload.finish();
    if (answer?.status === 201) answered += 1;
  });
  await server.sendAsStranger({ path: "/healthz" });
  const before = answered;
  await Promise.all(signedUp);
  if (answered < details.length) return `${answered} are answered at all`;
  return before === details.length
    ? "waits for all of them"
    : "does not wait for all of them";
}

function idIn(text = ""): unknown {
  return JSON.parse(text).id;
}
