// Probes of lists that are kept somewhere already: by a client with its ETag, or by a process in its cache.
import type { Probe, Setup } from "../probe";
import type { Target } from "../targets/target";
import { signUp, uniqueUser } from "../targets/users";

const setups: readonly Setup[] = ["plain", "store on PostgreSQL", "split"];
const path = "/users?limit=5";

export const concurrencyLists: readonly Probe[] = [
  {
    name: "known-list",
    category: "concurrency",
    does: "Asks for a list with its ETag, and again after a sign-up.",
    setups,
    outcomes: {
      1: "304 without a body; after a sign-up 200 with another ETag",
    },
    attack: askWithETag,
  },
  {
    name: "repeated-list",
    category: "concurrency",
    does: "Asks for a list several times, on a new connection each time.",
    setups,
    outcomes: { 1: "is the same, byte by byte, and so are its headers" },
    attack: compareLists,
  },
  {
    name: "list-after-sign-up",
    category: "concurrency",
    does: "Signs up ten times, and asks for four lists right after each.",
    setups,
    outcomes: { 1: "are headed by it, 40 of 40" },
    attack: lookForSignUps,
  },
];

async function askWithETag(target: Target): Promise<string> {
  const first = await target.send({ path });
  const headers = { "If-None-Match": String(first?.headers.etag) };
  const second = await target.send({ path, headers });
  const sizes = ["content-length", "content-type"].filter(
    (name) => second?.headers[name] !== undefined,
  );
  const body = second?.text || sizes.length > 0 ? "with" : "without";
  await signUp(target, uniqueUser());
  const third = await target.send({ path, headers });
  const etag =
    third?.headers.etag === first?.headers.etag ? "the same" : "another";
  return `${second?.status} ${body} a body; after a sign-up ${third?.status} with ${etag} ETag`;
}

// By their connections all workers have their turn.
async function compareLists(target: Target): Promise<string> {
  const answers = new Set<string>();
  for (let i = 0; i < 6; i += 1) {
    const answer = await target.send({ path });
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

async function lookForSignUps(target: Target): Promise<string> {
  let heads = 0;
  for (let i = 0; i < 10; i += 1) {
    const answer = await signUp(target, uniqueUser());
    const asked = [0, 1, 2, 3].map(() => target.send({ path }));
    for (const list of await Promise.all(asked)) {
      const [first] = JSON.parse(list?.text ?? "[]");
      if (JSON.stringify(first) === answer?.text) heads += 1;
    }
  }
  return `are headed by it, ${heads} of 40`;
}
