// Behaviours of lists that somebody has already: a client by its ETag, or a process in a cache.

import type { StepServer } from "../../targets/step-server";
import { signUp, uniqueUser } from "../../targets/users";
import type { Behaviour } from "../behaviour";

export const freshness: readonly Behaviour[] = [
  {
    name: "a list that the client has already",
    outcomes: {
      1: "304 without a body; after a sign-up 200 with another ETag",
    },
    check: checkNotModified,
  },
  {
    name: "a list, asked for again and again",
    outcomes: { 1: "is the same, byte by byte, and so are its headers" },
    check: checkSame,
  },
  {
    name: "lists that are asked for right after a sign-up",
    outcomes: { 1: "are headed by it, 40 of 40" },
    check: checkSignUps,
  },
];

const path = "/users?limit=5";

async function checkNotModified(server: StepServer): Promise<string> {
  const first = await server.send({ path });
  const headers = { "If-None-Match": String(first?.headers.etag) };
  const second = await server.send({ path, headers });
  const sizes = ["content-length", "content-type"].filter(
    (name) => second?.headers[name] !== undefined,
  );
  const body = second?.text || sizes.length > 0 ? "with" : "without";
  await signUp(server, uniqueUser());
  const third = await server.send({ path, headers });
  const etag =
    third?.headers.etag === first?.headers.etag ? "the same" : "another";
  return `${second?.status} ${body} a body; after a sign-up ${third?.status} with ${etag} ETag`;
}

// Each request has a connection of its own: all workers have their turn.
async function checkSame(server: StepServer): Promise<string> {
  const answers = new Set<string>();
  for (let i = 0; i < 6; i += 1) {
    const answer = await server.send({ path });
    const { etag, ...headers } = answer?.headers ?? {};
    const shown = [
      ...[answer?.status, answer?.text, etag],
      ...[headers["content-type"], headers["content-length"]],
    ];
    answers.add(JSON.stringify(shown));
  }
  return answers.size === 1
    ? "is the same, byte by byte, and so are its headers"
    : [...answers].join(" or ");
}

async function checkSignUps(server: StepServer): Promise<string> {
  let heads = 0;
  for (let i = 0; i < 10; i += 1) {
    const answer = await signUp(server, uniqueUser());
    const lists = [0, 1, 2, 3].map(() => server.send({ path }));
    for (const list of await Promise.all(lists)) {
      const [first] = JSON.parse(list?.text ?? "[]");
      if (JSON.stringify(first) === answer?.text) heads += 1;
    }
  }
  return `are headed by it, ${heads} of 40`;
}
