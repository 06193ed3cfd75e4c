// Behaviours of request bodies: broken, missing, wrong, too large, cut off.
import { gzipSync } from "node:zlib";
import { describeAnswer } from "../../../servers/http/describe-answer";
import { pipeline } from "../../../servers/http/raw";
import {
  type Answer,
  holdUpload,
  type Message,
} from "../../../servers/http/request";
import type { StepServer } from "../../targets/step-server";
import {
  countUsers,
  kept,
  signUpMessage,
  uniqueUser,
} from "../../targets/users";
import type { Behaviour } from "../behaviour";

const json = { "Content-Type": "application/json" };
const dies = "no answer, and the server dies with exit code 1";
const limit = 100 * 1024;

export const bodies: readonly Behaviour[] = [
  {
    name: "malformed JSON",
    outcomes: {
      1: dies,
      3: "400 html with a stack trace, and the server stays up",
      4: "400 problem malformed_json, and the server stays up",
    },
    check: (server) => send(server, { headers: json, body: '{"name":' }),
  },
  {
    name: "JSON that is no object",
    outcomes: {
      1: dies,
      3: "400 html with a stack trace, and the server stays up",
      4: "400 problem malformed_json, and the server stays up",
    },
    check: (server) => send(server, { headers: json, body: "null" }),
  },
  {
    name: "a sign-up without a body",
    outcomes: {
      1: dies,
      3: "500, and the server stays up",
      6: "400, and the server stays up",
    },
    check: checkNoBody,
  },
  {
    name: "a sign-up without anything in it",
    outcomes: {
      1: dies,
      3: "500 html with a stack trace, and the server stays up",
      4: "500 problem internal_error, and the server stays up",
      6: "400 problem invalid_request for name, email, password, and the server stays up",
    },
    check: (server) => send(server, { body: {} }),
  },
  {
    name: "a sign-up without a name and an e-mail",
    outcomes: {
      1: "201 json, and 1 user more",
      6: "400 problem invalid_request, and 0 users more",
    },
    check: (server) => countNew(server, { password: "correct horse" }),
  },
  {
    name: "a sign-up with an object for a name",
    outcomes: {
      1: "201 json, and 1 user more",
      6: "400 problem invalid_request, and 0 users more",
    },
    check: (server) => countNew(server, { ...uniqueUser(), name: { $gt: "" } }),
  },
  {
    name: "a body of 200 kB",
    outcomes: {
      1: "201 json, and 1 user more",
      3: "413 html with a stack trace, and 0 users more",
      4: "413 problem body_too_large, and 0 users more",
    },
    check: (server) =>
      countNew(server, { ...uniqueUser(), padding: "x".repeat(2 * limit) }),
  },
  {
    name: "a body that is too large once it is decompressed",
    // Steps before decompress nothing: to them this is malformed JSON.
    outcomes: {
      3: "413 html with a stack trace, and the server stays up",
      4: "413 problem body_too_large, and the server stays up",
    },
    check: (server) =>
      send(server, {
        headers: { ...json, "Content-Encoding": "gzip" },
        body: gzipSync(JSON.stringify({ name: "x".repeat(2 * limit) })),
      }),
  },
  {
    name: "JSON that is said to be text",
    outcomes: {
      1: "201 json, and 1 user more",
      3: "415 html with a stack trace, and 0 users more",
      4: "415 problem unsupported_media_type, and 0 users more",
    },
    check: (server) =>
      countNew(server, JSON.stringify(uniqueUser()), {
        "Content-Type": "text/plain",
      }),
  },
  {
    name: "a body in an unknown encoding",
    outcomes: {
      1: "201 json, and the server stays up",
      3: "415 html with a stack trace, and the server stays up",
      4: "415 problem unsupported_encoding, and the server stays up",
    },
    check: (server) =>
      send(server, {
        headers: { "Content-Encoding": "rot13" },
        body: uniqueUser(),
      }),
  },
  {
    name: "an upload that is broken off",
    outcomes: { 1: "stores nothing, and the server stays up" },
    check: checkAbortedUpload,
  },
];

async function send(
  server: StepServer,
  message: Omit<Message, "path">,
): Promise<string> {
  const answer = await server.send({
    method: "POST",
    path: "/users",
    ...message,
  });
  const words = `${describeAnswer(answer)}${namedFields(answer)}`;
  return `${words}, and the server ${await server.fate()}`;
}

// Without a length, or any other word on a body.
async function checkNoBody(server: StepServer): Promise<string> {
  const message = server.withCredentials(signUpMessage(undefined));
  const [status = "no answer"] = await pipeline(server.port, [message]);
  return `${status}, and the server ${await server.fate()}`;
}

function namedFields({ text = "" }: Partial<Answer> = {}): string {
  const { errors } = text.startsWith("{") ? JSON.parse(text) : {};
  if (!Array.isArray(errors)) return "";
  return ` for ${errors.map(({ field }) => field).join(", ")}`;
}

async function countNew(
  server: StepServer,
  body: Message["body"],
  headers: Message["headers"] = {},
): Promise<string> {
  const before = await countUsers(server);
  const answer = await server.send({ ...signUpMessage(body), headers });
  const more = (await countUsers(server)) - before;
  const users = more === 1 ? "user" : "users";
  return `${describeAnswer(answer)}, and ${more} ${users} more`;
}

async function checkAbortedUpload(server: StepServer): Promise<string> {
  const details = uniqueUser();
  const message = server.withCredentials(signUpMessage(details));
  const upload = await holdUpload(server.port, message);
  await upload.abandon();
  const stored = await kept(server, details);
  return `stores ${stored === 0 ? "nothing" : stored}, and the server ${await server.fate()}`;
}
