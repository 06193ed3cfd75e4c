// Behaviours of a server with a database: what it makes of SQL, of slowness, and of several at once.
import { describeAnswer } from "../../../servers/http/describe-answer";
import { pipeline } from "../../../servers/http/raw";
import type { StepServer } from "../../targets/step-server";
import {
  countUsers,
  kept,
  signUp,
  signUpMessage,
  uniqueUser,
} from "../../targets/users";
import type { Behaviour } from "../behaviour";

export const databases: readonly Behaviour[] = [
  {
    name: "SQL in whatever can be sent",
    outcomes: { 7: "is a name, or 400 problem invalid_request; all are there" },
    check: checkInjection,
  },
  {
    name: "ten sign-ups with one e-mail at once",
    outcomes: { 7: "one is answered 201, nine 409, 1 stored" },
    check: checkOneEmail,
  },
];

async function checkInjection(server: StepServer): Promise<string> {
  const name = "Robert'); DROP TABLE users; --";
  const before = await countUsers(server);
  const answer = await signUp(server, { ...uniqueUser(), name });
  const stored = JSON.parse(answer?.text ?? "{}").name === name;
  const paths = ["/users/1;DROP TABLE users", "/users?before=1 OR 1=1"];
  const refusals = new Set<string>();
  for (const path of [...paths, "/users?limit=1;TRUNCATE users"]) {
    const found = await server.send({ path: encodeURI(path) });
    refusals.add(describeAnswer(found));
  }
  const words = [stored ? "a name" : answer?.text, ...refusals].join(", or ");
  const added = (await countUsers(server)) - before;
  return `is ${words}; ${added === 1 ? "all are there" : `${added} more`}`;
}

async function checkOneEmail(server: StepServer): Promise<string> {
  const details = uniqueUser();
  const message = server.withCredentials(signUpMessage(details));
  const statuses = await pipeline(server.port, Array(10).fill(message));
  const count = (status: number) =>
    statuses.filter((each) => each === status).length;
  return count(201) === 1 && count(409) === 9
    ? `one is answered 201, nine 409, ${await kept(server, details)} stored`
    : `answered ${statuses}`;
}
