// Proves the suite on servers that misbehave in known ways, and on one that does not.
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  test,
} from "@jest/globals";
import { findOnPath } from "../../servers/host/find-on-path";
import { chooseFaults, faults } from "../catalogue";
import { categories, type Fault } from "../probe";
import { StepServer } from "../targets/step-server";
import type { Subject } from "../targets/subject";
import { Target } from "../targets/target";
import { attackWith } from "./attack";

const subject: Subject = {
  name: "a known server",
  entry: join(__dirname, "..", "fixtures", "known-server.ts"),
  split: false,
  step: {
    ...{ number: 0, slug: "known", title: "", idea: "", services: [] },
    ...{ minutes: { lesson: 0, exercise: 0 }, exercise: "" },
  },
};

function start(behaviour: string): Promise<StepServer> {
  return StepServer.start(subject, { BEHAVIOUR: behaviour });
}

function fault(name: string): Fault {
  const [found] = chooseFaults({ fault: name });
  if (!found) throw new Error(`there is no fault ${name}`);
  return found;
}

async function attacked(
  server: StepServer,
  name: string,
  patienceMs?: number,
): Promise<string> {
  const target = new Target(server, {
    routes: { health: "/healthz", read: "/users", post: "/users" },
    credentials: { "X-Api-Key": "the key" },
    has: new Set(["process"]),
    ...(patienceMs && { patienceMs }),
  });
  const verdict = await attackWith(fault(name), target);
  const how = verdict.verdict === "fell" ? verdict.how : "survived";
  return `${how}: ${verdict.observed}`;
}

async function end(server: StepServer | undefined): Promise<void> {
  server?.kill();
  await server?.stop();
}

const hasLimits = findOnPath("prlimit") !== undefined;

/** Which no step has ever fallen by: their other verdict is proved here. */
const borneByAll = faults
  .filter(({ survivedSince }) => survivedSince === 1)
  .filter(({ needs = [] }) => hasLimits || !needs.includes("file limit"));

/** A server that is well is asked one after another, and then ended. */
describe("a server that is sound survives", () => {
  let server: StepServer;
  beforeAll(async () => {
    server = await start("sound");
  });
  afterAll(() => end(server));

  const ending = borneByAll
    .filter(({ destructive }) => destructive === true)
    .map(({ name }) => name);
  test.each([
    ...borneByAll.map(({ name }) => name).filter((it) => !ending.includes(it)),
    ...["malformed-url", "taken-email", "lost-update", "double-create"],
    ...["no-credentials", "no-data", "log-blocked", "log-reader-gone"],
    ...ending,
  ])("%s", async (name) => {
    expect(await attacked(server, name)).toMatch(/^survived: /);
  });
});

/** Done to any server, where limits can be changed. */
const limited = "out-of-descriptors";

/** A behaviour, the fault that finds it, and what is said of it. */
const fallen: readonly [string, string, RegExp][] = [
  // input
  ["crashes", "malformed-url", /^crashed: no answer .* with exit code 1$/],
  ["leaks", "malformed-url", /^leaked: 400 json with a stack trace/],
  ["answers wrongly", "malformed-url", /^wrong answer: 200 json for the id/],
  ["cuts off", "malformed-url", /^crashed: no answer to the id %E0%A4%A$/],
  ["takes all", "mass-assignment", /^wrong answer: stored with its own id/],
  ["serves files", "path-traversal", /^leaked: a file, for /],
  ["merges", "prototype-pollution", /^wrong answer: users have a member/],
  ["echoes pages", "reflected-script", /^wrong answer: a page that runs it/],
  ["crashes", "truncated-body", /^crashed: /],
  ["knows few e-mails", "unusual-emails", /^wrong answer: 400 json for o'hara/],
  ["forgets a method", "options", /^wrong answer: 204, and allows GET$/],
  // protocol
  ["wants a host of everybody", "old-http", /^wrong answer: 400$/],
  ["reads the first piece", "tiny-chunks", /^wrong answer: 400, and 201 in/],
  ["knows paths only", "absolute-target", /^wrong answer: 404 for http:/],
  ["repeats requests", "foreign-methods", /^leaked: TRACE .* repeats the head/],
  ["trips over who leaves", "abort-mid-answer", /^crashed: .* exit code 1$/],
  ["repeats headers", "duplicate-headers", /^wrong answer: .* repeats both$/],
  ["expects anything", "expectations", /^wrong answer: 400 for an expect/],
  ["takes any header", "header-overflow", /^wrong answer: 200 for a header/],
  ["takes fifty connections", "idle-connections", /^crashed: no answer/],
  ["tires", "long-connection", /^wrong answer: 500 for the 100th$/],
  ["answers once", "pipelining", /^wrong answer: 1 answers to 200$/],
  ["parses leniently", "request-smuggling", /^wrong answer: /],
  ["takes slow clients for load", "slow-senders", /^crashed: 503 for a byst/],
  ["speaks any protocol", "upgrade", /^wrong answer: 101 for websocket$/],
  ["asks for no host", "wrong-framing", /^wrong answer: 200 for no Host$/],
  // identity
  ["opens its door", "no-credentials", /^leaked: 200 json for a stranger$/],
  ["tells secrets", "leaked-secrets", /^leaked: a password/],
  // concurrency
  [
    "loses data",
    "lost-update",
    /^lost data: 10 answered 201, 0 stored, 1 id among them$/,
  ],
  // process
  ["forgets", "killed-and-restarted", /^lost data: 0 of 5 are there$/],
  ["needs descriptors", limited, /^crashed: no answer/],
  ["sound", "worker-killed", /^crashed: its only process is gone/],
  [
    "sound",
    "sigterm",
    /^lost data: 5 of 5 requests are cut off, and it ends by SIGTERM$/,
  ],
  // dependencies
  [
    "leaks",
    "no-data",
    /^leaked: 500 json with a stack trace, .* nothing kept$/,
  ],
  // capacity
  ["needs a reader", "log-reader-gone", /^crashed: within \d+ requests$/],
];

/** All of these answer nobody, however long they are waited for. */
const silent: readonly [string, string, RegExp][] = [
  ["hangs", "malformed-url", /^hung: no answer to .*; and answers nobody$/],
  ["keeps silent", "malformed-url", /^hung: no answer to the id %E0%A4%A$/],
  ["leaves connections open", "garbage", /^hung: the connection of bytes/],
  ["leaves connections open", "truncated-head", /^hung: the connection stays/],
  ["holds connections", "half-open", /^hung: the connection stays open$/],
  ["outlives its end", "endless-client", /^hung: it waits for the client$/],
  ["outlives its end", "sigterm-log-blocked", /^hung: it waits for its log/],
  ["logs before it answers", "log-blocked", /^hung: it waits for the log$/],
];

describe("a server falls that", () => {
  let server: StepServer | undefined;
  afterEach(() => end(server));

  test.each(fallen.filter(([, name]) => hasLimits || name !== limited))(
    "%s, by %s",
    async (behaviour, name, words) => {
      server = await start(behaviour);

      expect(await attacked(server, name)).toMatch(words);
    },
  );

  test.each(silent)("%s, by %s", async (behaviour, name, words) => {
    server = await start(behaviour);

    expect(await attacked(server, name, 4000)).toMatch(words);
  });
});

describe("there is a server that falls", () => {
  const names = new Set([...fallen, ...silent].map(([, name]) => name));

  test.each(borneByAll.map(({ name }) => name))("by %s", (name) => {
    expect(names).toContain(name);
  });

  test.each(categories)("by one of the faults of %s", (category) => {
    expect(chooseFaults({ category }).some(({ name }) => names.has(name))).toBe(
      true,
    );
  });
});
